package dev.aftm.interactor.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.port.FakeClock;
import dev.aftm.interactor.port.ProcessReport;
import dev.aftm.interactor.port.ProcessReport.Figure;
import dev.aftm.interactor.port.ProcessReport.Name;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportBoardTest {

    private final FakeClock clock = new FakeClock();
    private final ReportBoard board = new ReportBoard(clock);

    private void report(long pid) {
        board.report(new ProcessReport(Name.STRATEGY, pid, clock.now(), Map.of(Figure.TICKS, 7L), List.of()));
    }

    @Test
    void who_has_not_reported_for_five_seconds_is_not_up() {
        assertThat(board.isUp(Name.STRATEGY)).isFalse();
        report(1);
        assertThat(board.isUp(Name.STRATEGY)).isTrue();
        assertThat(board.isUp(Name.ORDER_EXECUTOR)).isFalse();
        clock.advance(Duration.ofSeconds(5));
        assertThat(board.isUp(Name.STRATEGY)).isFalse();
        assertThat(board.figure(Name.STRATEGY, Figure.TICKS)).contains(7L);
        assertThat(board.figure(Name.STRATEGY, Figure.SIGNALS)).isEmpty();
    }

    @Test
    void another_process_under_the_same_name_is_a_restart() {
        report(1);
        report(1);
        report(2);
        assertThat(board.of(Name.STRATEGY))
                .hasValueSatisfying(received -> assertThat(received.restarts()).isEqualTo(1));
    }
}

package dev.aftm.infrastructure.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.infrastructure.monitor.ProcessReport.Figure;
import dev.aftm.infrastructure.monitor.ProcessReport.Name;
import dev.aftm.interactor.port.clock.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProcessReportRegistryTest {

    private final FakeClock clock = new FakeClock();
    private final ProcessReportRegistry registry = new ProcessReportRegistry(clock);

    private void report(long pid) {
        registry.report(new ProcessReport(Name.STRATEGY, pid, clock.now(), Map.of(Figure.TICKS, 7L), List.of()));
    }

    @Test
    void a_process_silent_for_five_seconds_is_not_up() {
        assertThat(registry.isUp(Name.STRATEGY)).isFalse();
        report(1);
        assertThat(registry.isUp(Name.STRATEGY)).isTrue();
        assertThat(registry.isUp(Name.ORDER_EXECUTOR)).isFalse();
        clock.advance(Duration.ofSeconds(5));
        assertThat(registry.isUp(Name.STRATEGY)).isFalse();
        assertThat(registry.figure(Name.STRATEGY, Figure.TICKS)).contains(7L);
        assertThat(registry.figure(Name.STRATEGY, Figure.SIGNALS)).isEmpty();
    }

    @Test
    void a_new_process_of_the_same_name_is_a_restart() {
        report(1);
        report(1);
        report(2);
        assertThat(registry.of(Name.STRATEGY))
                .hasValueSatisfying(received -> assertThat(received.restarts()).isEqualTo(1));
    }
}

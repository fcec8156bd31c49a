package dev.aftm.infrastructure.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.market.Tape;
import dev.aftm.interactor.port.market.TapeContract;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SyntheticTapeTest implements TapeContract {

    @Override
    public Tape tape() {
        return new SyntheticTape(7, 1000, 20);
    }

    private static List<Tick> read(SyntheticTape tape, int most) {
        List<Tick> ticks = new ArrayList<>();
        for (Tick tick = tape.next(); tick != null && ticks.size() < most; tick = tape.next()) {
            ticks.add(tick);
        }
        return ticks;
    }

    @Test
    void the_seed_determines_the_tape() {
        List<Tick> first = read(new SyntheticTape(7, 1000, 20), 2000);
        assertThat(first).hasSize(1000).isEqualTo(read(new SyntheticTape(7, 1000, 20), 2000));
        assertThat(first).isNotEqualTo(read(new SyntheticTape(8, 1000, 20), 2000));
    }

    @Test
    void both_contracts_trade_around_their_level() {
        List<Tick> ticks = read(new SyntheticTape(1, 0, 20), 20_000);
        assertThat(ticks).extracting(Tick::itemCode).contains("TXFH1", "MXFH1");
        assertThat(ticks)
                .allSatisfy(tick ->
                        assertThat(tick.price()).isBetween(BigDecimal.valueOf(16_800), BigDecimal.valueOf(17_800)));
    }

    @Test
    void its_clock_follows_sessions_and_weekends() {
        Duration gap = Duration.ZERO;
        ZonedDateTime before = null;
        for (Tick tick : read(new SyntheticTape(1, 0, 1), 68_400 * 6)) {
            ZonedDateTime time = tick.time().atZone(ZoneId.of("Asia/Taipei"));
            LocalTime clock = time.toLocalTime();
            boolean day = !clock.isBefore(LocalTime.of(8, 45)) && clock.isBefore(LocalTime.of(13, 45));
            boolean night = !clock.isBefore(LocalTime.of(15, 0)) || clock.isBefore(LocalTime.of(5, 0));
            assertThat(day || night).as("%s", time).isTrue();
            assertThat(day && time.getDayOfWeek() == DayOfWeek.SATURDAY).isFalse();
            assertThat(time.getDayOfWeek()).isNotEqualTo(DayOfWeek.SUNDAY);
            if (before != null) {
                Duration between = Duration.between(before, time);
                assertThat(between).isPositive();
                gap = between.compareTo(gap) > 0 ? between : gap;
            }
            before = time;
        }
        assertThat(gap).as("from Saturday 05:00 to Monday 08:45").isGreaterThan(Duration.ofHours(51));
    }
}

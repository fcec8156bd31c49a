package dev.aftm.interactor.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.clock.FakeClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The age of a last price, and the exchange's time. */
final class LastPricesTest {

    /** 09:00 in Taipei. */
    private static final Instant MORNING = Instant.parse("2021-07-26T01:00:00.250Z");

    private final FakeClock clock = new FakeClock();
    private final LastPrices lastPrices = new LastPrices(clock);

    private void trade(String item, int price, Duration afterMorning) {
        lastPrices.onTick(new Tick(item, MORNING.plus(afterMorning), BigDecimal.valueOf(price), 1));
    }

    private long age(String item) {
        return lastPrices.of(item).ageMillis(clock.nanoTime());
    }

    private int second() {
        return lastPrices.secondOfDay(clock.nanoTime());
    }

    @Test
    void there_is_no_price_and_no_time_before_the_first_trade() {
        assertThat(lastPrices.of("TXFH1").price()).isNull();
        assertThat(age("TXFH1")).isEqualTo(Long.MAX_VALUE);
        assertThat(second()).isEqualTo(-1);
        trade("MXFH1", 17_300, Duration.ZERO);
        assertThat(age("TXFH1")).as("another instrument has traded").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void the_age_is_the_greater_of_our_time_and_the_exchanges() {
        trade("TXFH1", 17_300, Duration.ZERO);
        assertThat(lastPrices.of("TXFH1").price()).isEqualByComparingTo("17300");
        assertThat(age("TXFH1")).isZero();
        clock.advance(Duration.ofMillis(700));
        assertThat(age("TXFH1")).isEqualTo(700);
        trade("MXFH1", 17_301, Duration.ofMillis(2_800));
        assertThat(age("TXFH1")).as("by the exchange's time").isEqualTo(2_800);
        assertThat(age("MXFH1")).isZero();
    }

    @Test
    void the_exchanges_time_advances_without_trades() {
        trade("TXFH1", 17_300, Duration.ofSeconds(10));
        assertThat(second()).isEqualTo(9 * 3600 + 10);
        clock.advance(Duration.ofMillis(1_999));
        assertThat(second()).isEqualTo(9 * 3600 + 11);
        trade("MXFH1", 17_300, Duration.ofSeconds(5));
        assertThat(second()).as("a late report").isEqualTo(9 * 3600 + 11);
        trade("MXFH1", 17_300, Duration.ofSeconds(20));
        assertThat(second()).isEqualTo(9 * 3600 + 20);
    }

    @Test
    void the_second_of_the_day_restarts_at_midnight_in_taipei() {
        trade("TXFH1", 17_300, Duration.ofHours(15).minusSeconds(1));
        assertThat(second()).isEqualTo(86_399);
        clock.advance(Duration.ofSeconds(1));
        assertThat(second()).isZero();
    }
}

package dev.aftm.interactor.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.clock.FakeClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How old a price is, and what time it is at the exchange. */
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
    void before_the_first_trade_there_is_neither_a_price_nor_a_time() {
        assertThat(lastPrices.of("TXFH1").price()).isNull();
        assertThat(age("TXFH1")).isEqualTo(Long.MAX_VALUE);
        assertThat(second()).isEqualTo(-1);
        trade("MXFH1", 17_300, Duration.ZERO);
        assertThat(age("TXFH1")).as("another one has traded").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_price_is_as_old_as_the_longer_of_our_wait_and_the_exchanges_time() {
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
    void the_exchanges_time_goes_on_where_nothing_trades_and_never_back() {
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
    void after_midnight_in_taipei_the_day_begins_anew() {
        trade("TXFH1", 17_300, Duration.ofHours(15).minusSeconds(1));
        assertThat(second()).isEqualTo(86_399);
        clock.advance(Duration.ofSeconds(1));
        assertThat(second()).isZero();
    }
}

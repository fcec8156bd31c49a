package dev.aftm.interactor.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Tick;
import dev.aftm.domain.risk.RiskContext;
import dev.aftm.interactor.port.clock.FakeClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
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

    private RiskContext.@Nullable LastTrade last(String item) {
        return lastPrices.of(item, clock.nanoTime());
    }

    private static RiskContext.LastTrade trade(int price, long ageMillis) {
        return new RiskContext.LastTrade(BigDecimal.valueOf(price), ageMillis);
    }

    private @Nullable LocalTime time() {
        return lastPrices.time(clock.nanoTime());
    }

    @Test
    void there_is_no_price_and_no_time_before_the_first_trade() {
        assertThat(last("TXFH1")).isNull();
        assertThat(time()).isNull();
        trade("MXFH1", 17_300, Duration.ZERO);
        assertThat(last("TXFH1")).as("another instrument has traded").isNull();
    }

    @Test
    void the_age_is_the_greater_of_our_time_and_the_exchanges() {
        trade("TXFH1", 17_300, Duration.ZERO);
        assertThat(last("TXFH1")).isEqualTo(trade(17_300, 0));
        clock.advance(Duration.ofMillis(700));
        assertThat(last("TXFH1")).isEqualTo(trade(17_300, 700));
        trade("MXFH1", 17_301, Duration.ofMillis(2_800));
        assertThat(last("TXFH1")).as("by the exchange's time").isEqualTo(trade(17_300, 2_800));
        assertThat(last("MXFH1")).isEqualTo(trade(17_301, 0));
    }

    @Test
    void the_exchanges_time_advances_without_trades() {
        trade("TXFH1", 17_300, Duration.ofSeconds(10));
        assertThat(time()).isEqualTo("09:00:10.250");
        clock.advance(Duration.ofMillis(1_500));
        assertThat(time()).isEqualTo("09:00:11.750");
        trade("MXFH1", 17_300, Duration.ofSeconds(5));
        assertThat(time()).as("a late report").isEqualTo("09:00:11.750");
        trade("MXFH1", 17_300, Duration.ofSeconds(20));
        assertThat(time()).isEqualTo("09:00:20.250");
    }

    @Test
    void the_time_of_the_day_restarts_at_midnight_in_taipei() {
        trade("TXFH1", 17_300, Duration.ofHours(15).minusSeconds(1));
        assertThat(time()).isEqualTo("23:59:59.250");
        clock.advance(Duration.ofSeconds(1));
        assertThat(time()).isEqualTo("00:00:00.250");
    }
}

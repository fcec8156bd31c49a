package dev.aftm.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TradingSignalTest {

    private static TradingSignal signal(String id, SignalReason reason) {
        return new TradingSignal(id, 7, Instant.EPOCH, "TXFH1", Side.BUY, 1, BigDecimal.ONE, reason);
    }

    @Test
    void the_id_names_condition_and_direction() {
        String entry = TradingSignal.id("store-1", 7, SignalReason.ENTRY);
        String profit = TradingSignal.id("store-1", 7, SignalReason.TAKE_PROFIT);
        assertThat(entry).isEqualTo("store-1-7-entry");
        assertThat(profit)
                .isEqualTo("store-1-7-exit")
                .isEqualTo(TradingSignal.id("store-1", 7, SignalReason.STOP_LOSS));
        assertThat(TradingSignal.origin(entry)).contains(new TradingSignal.Origin(7, true));
        assertThat(TradingSignal.origin(profit)).contains(new TradingSignal.Origin(7, false));
    }

    @Test
    void another_id_has_no_origin() {
        assertThat(TradingSignal.origin("my-order-1")).isEmpty();
        assertThat(TradingSignal.origin("store-0-entry")).isEmpty();
        assertThat(TradingSignal.origin("store-1-entry")).isPresent();
        assertThat(TradingSignal.origin("store-x-exit")).isEmpty();
    }

    @Test
    void an_exit_has_the_id_of_its_entry() {
        assertThat(signal("store-1-7-exit", SignalReason.STOP_LOSS).entryId()).contains("store-1-7-entry");
        assertThat(signal("store-1-7-entry", SignalReason.ENTRY).entryId()).isEmpty();
        assertThat(signal("of-another-making", SignalReason.STOP_LOSS).entryId())
                .isEmpty();
    }
}

package dev.aftm.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.strategy.SignalReason;
import dev.aftm.domain.strategy.TradingSignal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OrderExecutorGatewayTest {

    private record Submitted(String intentId, OrderIntent order, Instant expiresAt) {}

    @Test
    void a_signal_becomes_one_market_order_of_the_conditions_quantity() {
        List<Submitted> submitted = new ArrayList<>();
        OrderExecutorGateway executor = new OrderExecutorGateway((id, order, expiresAt) -> {
            submitted.add(new Submitted(id, order, expiresAt));
            return new OrderOutcome.Accepted("000001");
        });
        Instant expiresAt = Instant.parse("2021-07-26T03:00:00Z");
        TradingSignal signal = new TradingSignal(
                "0123456789abcdef-7-entry",
                7,
                Instant.parse("2021-07-26T02:49:08Z"),
                "TXFH1",
                Side.SELL,
                3,
                new BigDecimal("17305"),
                SignalReason.ENTRY);

        OrderOutcome outcome = executor.execute(signal, expiresAt);

        assertThat(outcome).isEqualTo(new OrderOutcome.Accepted("000001"));
        assertThat(submitted)
                .containsExactly(new Submitted(
                        "0123456789abcdef-7-entry",
                        new OrderIntent(
                                "TXFH1",
                                Side.SELL,
                                OrderType.MARKET,
                                BigDecimal.ZERO,
                                3,
                                OpenClose.AUTO,
                                false,
                                TimeInForce.IOC,
                                "From AFTM Gateway"),
                        expiresAt));
    }
}

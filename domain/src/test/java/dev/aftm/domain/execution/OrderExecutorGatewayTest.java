package dev.aftm.domain.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.domain.strategy.SignalReason;
import dev.aftm.domain.strategy.TradingSignal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class OrderExecutorGatewayTest {

    private static final String STORE = "0123456789abcdef";
    private static final Instant EXPIRES_AT = Instant.parse("2021-07-26T03:00:00Z");

    private record Submitted(String intentId, NewOrder order, Instant expiresAt) {}

    /** Accepts every order, and reports the fills that a test has set. */
    private static final class FakeSubmission implements OrderSubmission {
        private final List<Submitted> submitted = new ArrayList<>();
        private final Map<String, OptionalInt> filled = new HashMap<>();
        private String cause = "";

        @Override
        public OrderOutcome submit(String intentId, NewOrder order, Instant expiresAt, String why) {
            submitted.add(new Submitted(intentId, order, expiresAt));
            cause = why;
            filled.putIfAbsent(intentId, OptionalInt.of(order.quantity()));
            return new OrderOutcome.Accepted("000001");
        }

        @Override
        public OptionalInt filled(String intentId) {
            return filled.getOrDefault(intentId, OptionalInt.of(0));
        }
    }

    private final FakeSubmission submission = new FakeSubmission();
    private final OrderExecutorGateway executor = new OrderExecutorGateway(submission);

    private OrderOutcome execute(SignalReason reason) {
        TradingSignal signal = new TradingSignal(
                TradingSignal.id(STORE, 7, reason),
                7,
                Instant.parse("2021-07-26T02:49:08Z"),
                "TXFH1",
                Side.SELL,
                3,
                new BigDecimal("17305"),
                reason);
        return executor.execute(signal, EXPIRES_AT);
    }

    @Test
    void a_signal_becomes_one_market_order() {
        assertThat(execute(SignalReason.ENTRY)).isEqualTo(new OrderOutcome.Accepted("000001"));
        assertThat(submission.submitted)
                .containsExactly(new Submitted(
                        "0123456789abcdef-7-entry",
                        new NewOrder(
                                "TXFH1",
                                Side.SELL,
                                OrderType.MARKET,
                                BigDecimal.ZERO,
                                3,
                                PositionEffect.AUTO,
                                false,
                                TimeInForce.IOC,
                                "From AFTM Gateway"),
                        EXPIRES_AT));
        assertThat(submission.cause).isEqualTo("entry of condition 7 by the tick of 2021-07-26T02:49:08Z at 17305");
    }

    @Test
    void an_entry_that_ends_without_a_fill_is_rejected() {
        submission.filled.put(TradingSignal.id(STORE, 7, SignalReason.ENTRY), OptionalInt.of(0));
        assertThat(execute(SignalReason.ENTRY)).isInstanceOf(OrderOutcome.Rejected.class);
    }

    @Test
    void an_exit_closes_only_what_its_entry_opened() {
        submission.filled.put(TradingSignal.id(STORE, 7, SignalReason.ENTRY), OptionalInt.of(2));
        assertThat(execute(SignalReason.STOP_LOSS)).isInstanceOf(OrderOutcome.Accepted.class);
        assertThat(submission.submitted)
                .singleElement()
                .satisfies(sent -> assertThat(sent.order().quantity()).isEqualTo(2));
    }

    @Test
    void an_exit_sends_no_order_if_its_entry_was_not_filled() {
        assertThat(execute(SignalReason.TAKE_PROFIT)).isInstanceOf(OrderOutcome.Rejected.class);
        assertThat(submission.submitted).isEmpty();
    }

    @Test
    void an_exit_sends_no_order_while_its_entry_fills_are_unknown() {
        submission.filled.put(TradingSignal.id(STORE, 7, SignalReason.ENTRY), OptionalInt.empty());
        assertThat(execute(SignalReason.TAKE_PROFIT)).isInstanceOf(OrderOutcome.Unknown.class);
        assertThat(submission.submitted).isEmpty();
    }

    @Test
    void a_partly_filled_exit_has_an_unknown_outcome() {
        submission.filled.put(TradingSignal.id(STORE, 7, SignalReason.ENTRY), OptionalInt.of(3));
        submission.filled.put(TradingSignal.id(STORE, 7, SignalReason.STOP_LOSS), OptionalInt.of(1));
        assertThat(execute(SignalReason.STOP_LOSS)).isInstanceOf(OrderOutcome.Unknown.class);
    }
}

package dev.aftm.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
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

    /** Somebody who takes every order, and says of each what it was told to. */
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
    void a_signal_becomes_one_market_order_of_the_conditions_quantity() {
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
    void an_entry_that_ends_without_a_trade_is_no_position() {
        submission.filled.put(TradingSignal.id(STORE, 7, SignalReason.ENTRY), OptionalInt.of(0));
        assertThat(execute(SignalReason.ENTRY)).isInstanceOf(OrderOutcome.Rejected.class);
    }

    @Test
    void an_exit_closes_what_its_entry_has_really_opened() {
        submission.filled.put(TradingSignal.id(STORE, 7, SignalReason.ENTRY), OptionalInt.of(2));
        assertThat(execute(SignalReason.STOP_LOSS)).isInstanceOf(OrderOutcome.Accepted.class);
        assertThat(submission.submitted)
                .singleElement()
                .satisfies(sent -> assertThat(sent.order().quantity()).isEqualTo(2));
    }

    @Test
    void an_exit_of_an_entry_that_has_opened_nothing_sends_nothing() {
        assertThat(execute(SignalReason.TAKE_PROFIT)).isInstanceOf(OrderOutcome.Rejected.class);
        assertThat(submission.submitted).isEmpty();
    }

    @Test
    void an_exit_of_an_entry_of_which_nobody_knows_what_it_opened_sends_nothing_and_says_so() {
        submission.filled.put(TradingSignal.id(STORE, 7, SignalReason.ENTRY), OptionalInt.empty());
        assertThat(execute(SignalReason.TAKE_PROFIT)).isInstanceOf(OrderOutcome.Unknown.class);
        assertThat(submission.submitted).isEmpty();
    }

    @Test
    void an_exit_that_closes_only_a_part_is_for_a_person_to_look_at() {
        submission.filled.put(TradingSignal.id(STORE, 7, SignalReason.ENTRY), OptionalInt.of(3));
        submission.filled.put(TradingSignal.id(STORE, 7, SignalReason.STOP_LOSS), OptionalInt.of(1));
        assertThat(execute(SignalReason.STOP_LOSS)).isInstanceOf(OrderOutcome.Unknown.class);
    }
}

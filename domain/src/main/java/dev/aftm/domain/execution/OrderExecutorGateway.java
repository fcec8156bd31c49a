package dev.aftm.domain.execution;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.domain.strategy.SignalReason;
import dev.aftm.domain.strategy.TradingSignal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Executes a trading signal: submits exactly one order for it and waits for the outcome. Sockets, libraries and accounts
 * are behind {@link OrderSubmission}.
 *
 * <p>Immutable and safe for all threads.
 */
public final class OrderExecutorGateway {

    /** The note of these orders, by which people recognise them at the exchange. */
    public static final String NOTE = "From AFTM Gateway";

    private final OrderSubmission submission;

    public OrderExecutorGateway(OrderSubmission submission) {
        this.submission = Objects.requireNonNull(submission, "submission");
    }

    /**
     * Executes a signal with a market order. An exit closes what its entry actually opened, which may be less than the
     * signal's quantity.
     *
     * @param signal the strategy's decision; its id is the intent id, so executing the same signal twice sends one order
     * @param expiresAt no order is sent for the signal after this
     * @return {@code Accepted} if the order was filled, or if its fills are not known yet (an entry also if it was filled in
     *     part); {@code Rejected} if nothing was traded; {@code Unknown} if a person has to check
     */
    public OrderOutcome execute(TradingSignal signal, Instant expiresAt) {
        int quantity = signal.quantity();
        Optional<String> entryId = signal.entryId();
        if (entryId.isPresent()) {
            OptionalInt held = submission.filled(entryId.get());
            if (held.isEmpty()) {
                return new OrderOutcome.Unknown(
                        "ENTRY_UNKNOWN", "The fills of the entry are not known yet, so no closing order was sent.");
            }
            quantity = Math.min(quantity, held.getAsInt());
        }
        if (quantity == 0) {
            return new OrderOutcome.Rejected(
                    "NOTHING_HELD", "The entry was not filled, so there is no position to close.");
        }
        OrderOutcome outcome = submission.submit(signal.id(), order(signal, quantity), expiresAt, cause(signal));
        return outcome instanceof OrderOutcome.Accepted accepted ? afterTrading(signal, quantity, accepted) : outcome;
    }

    /** An accepted order may still end without a fill, or with a partial one. */
    private OrderOutcome afterTrading(TradingSignal signal, int quantity, OrderOutcome.Accepted accepted) {
        OptionalInt filled = submission.filled(signal.id());
        if (filled.isEmpty() || filled.getAsInt() == quantity) {
            return accepted;
        }
        if (signal.reason() == SignalReason.ENTRY) {
            return filled.getAsInt() == 0
                    ? new OrderOutcome.Rejected("NOT_FILLED", "The order ended without a fill.")
                    : accepted;
        }
        return new OrderOutcome.Unknown(
                "PARTLY_CLOSED",
                "Only " + filled.getAsInt() + " of " + quantity + " contracts were closed; close the rest manually.");
    }

    private static NewOrder order(TradingSignal signal, int quantity) {
        return new NewOrder(
                signal.itemCode(),
                signal.side(),
                OrderType.MARKET,
                BigDecimal.ZERO,
                quantity,
                PositionEffect.AUTO,
                false,
                TimeInForce.IOC,
                NOTE);
    }

    private static String cause(TradingSignal signal) {
        return signal.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " of condition "
                + signal.conditionId() + " by the tick of " + signal.time() + " at "
                + signal.price().toPlainString();
    }
}

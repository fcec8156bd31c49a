package dev.aftm.domain.order;

import dev.aftm.domain.strategy.SignalReason;
import dev.aftm.domain.strategy.TradingSignal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Turns a trading signal into the one order that it stands for and sees to its outcome. It knows neither sockets nor
 * libraries nor accounts: whoever implements {@link OrderSubmission} does.
 *
 * <p>Immutable; may be used from several threads.
 */
public final class OrderExecutorGateway {

    /** The remark that these orders carry, by which people recognise them at the exchange. */
    public static final String NOTE = "From AFTM Gateway";

    private final OrderSubmission submission;

    public OrderExecutorGateway(OrderSubmission submission) {
        this.submission = Objects.requireNonNull(submission, "submission");
    }

    /**
     * Executes a signal at the market. An exit closes what its entry has really opened, which may be less than was meant.
     *
     * @param signal what the strategy decided; its id makes a second execution of the same signal harmless
     * @param expiresAt after this no order is sent for the signal any more
     * @return accepted where the order has traded wholly, or may have, as far as is known
     */
    public OrderOutcome execute(TradingSignal signal, Instant expiresAt) {
        int quantity = signal.quantity();
        Optional<String> entryId = signal.entryId();
        if (entryId.isPresent()) {
            OptionalInt held = submission.filled(entryId.get());
            if (held.isEmpty()) {
                return new OrderOutcome.Unknown(
                        "ENTRY_UNKNOWN", "Nobody knows yet how much the entry has opened, so nothing was closed.");
            }
            quantity = Math.min(quantity, held.getAsInt());
        }
        if (quantity == 0) {
            return new OrderOutcome.Rejected(
                    "NOTHING_HELD", "The entry has opened nothing, so there is nothing to close.");
        }
        OrderOutcome outcome = submission.submit(signal.id(), order(signal, quantity), expiresAt, cause(signal));
        return outcome instanceof OrderOutcome.Accepted accepted ? afterTrading(signal, quantity, accepted) : outcome;
    }

    /** That the exchange has an order does not say that it has traded. */
    private OrderOutcome afterTrading(TradingSignal signal, int quantity, OrderOutcome.Accepted accepted) {
        OptionalInt filled = submission.filled(signal.id());
        if (filled.isEmpty() || filled.getAsInt() == quantity) {
            return accepted;
        }
        if (signal.reason() == SignalReason.ENTRY) {
            return filled.getAsInt() == 0
                    ? new OrderOutcome.Rejected("NOT_FILLED", "The order has ended without a trade.")
                    : accepted;
        }
        return new OrderOutcome.Unknown(
                "PARTLY_CLOSED",
                "Only " + filled.getAsInt() + " of " + quantity
                        + " contracts were closed; a person has to close the rest.");
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

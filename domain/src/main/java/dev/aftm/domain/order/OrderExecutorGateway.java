package dev.aftm.domain.order;

import dev.aftm.domain.strategy.TradingSignal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

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
     * Executes a signal at the market.
     *
     * @param signal what the strategy decided; its id makes a second execution of the same signal harmless
     * @param expiresAt after this no order is sent for the signal any more
     */
    public OrderOutcome execute(TradingSignal signal, Instant expiresAt) {
        OrderIntent order = new OrderIntent(
                signal.itemCode(),
                signal.side(),
                OrderType.MARKET,
                BigDecimal.ZERO,
                signal.quantity(),
                OpenClose.AUTO,
                false,
                TimeInForce.IOC,
                NOTE);
        return submission.submit(signal.id(), order, expiresAt);
    }
}

package dev.aftm.domain.order;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * The one thing that {@link OrderExecutorGateway} needs from outside: a way to hand an order over, exactly once per
 * intent. It stands here, and not among the use cases, so that the domain depends on nothing but itself.
 */
public interface OrderSubmission {

    /**
     * Hands an order over and waits for what becomes of it. May be called from several threads at once.
     *
     * @param intentId names the intent for ever: the same id never gives rise to a second order, however often and by
     *     whatever process it is submitted
     * @param order what to send
     * @param expiresAt after this the order is no longer sent; what was sent before is still answered
     * @param cause what gave rise to it, in words for whoever reads the record later
     * @return what became of it; a failure on the way is {@link OrderOutcome.Unknown}, never an exception
     */
    OrderOutcome submit(String intentId, NewOrder order, Instant expiresAt, String cause);

    /**
     * How many contracts of an order have traded, once nothing more of it can; waits for that a bounded time.
     *
     * @param intentId what it was submitted as
     * @return 0 where it was never sent; empty where nobody can say yet
     */
    OptionalInt filled(String intentId);
}

package dev.aftm.domain.order;

import java.time.Instant;

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
     * @return what became of it; a failure on the way is {@link OrderOutcome.Unknown}, never an exception
     */
    OrderOutcome submit(String intentId, OrderIntent order, Instant expiresAt);
}

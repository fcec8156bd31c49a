package dev.aftm.domain.execution;

import dev.aftm.domain.order.NewOrder;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Submits an order exactly once per intent. {@link OrderExecutorGateway} needs nothing else from outside. The interface is
 * in the domain, so that the domain depends on nothing but itself.
 */
public interface OrderSubmission {

    /**
     * Submits an order and waits for its outcome. May be called from several threads at once.
     *
     * @param intentId identifies the intent for ever: the same id never leads to a second order, however often and by
     *     whichever process it is submitted
     * @param order what to send
     * @param expiresAt the order is not sent after this; the outcome of an order sent earlier is still returned
     * @param cause what caused the order, in words, for people who read the audit trail
     * @return the outcome; a failure on the way is {@link OrderOutcome.Unknown}, never an exception
     */
    OrderOutcome submit(String intentId, NewOrder order, Instant expiresAt, String cause);

    /**
     * Waits, for a bounded time, until an order is final, and returns its filled contracts.
     *
     * @param intentId the id that it was submitted with
     * @return filled contracts; 0 if it was never sent; empty if that is not known yet
     */
    OptionalInt filled(String intentId);
}

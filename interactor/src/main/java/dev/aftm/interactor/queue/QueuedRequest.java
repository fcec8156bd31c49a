package dev.aftm.interactor.queue;

import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.port.clock.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A request to send, cancel or change an order, on its way from the gateway loop to the execution thread. Exactly one of the
 * two threads decides it: the execution thread claims it for a call, or the gateway loop withdraws it, never both.
 */
public final class QueuedRequest {

    private enum Stage {
        QUEUED,
        CALLING,
        WITHDRAWN
    }

    private final GatewayRequest request;
    private final String client;
    private final long queuedNanos;
    private final long deadlineNanos;
    private final boolean isUrgent;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
    private volatile long callStartedNanos;
    private volatile @Nullable OrderResult result;
    private volatile long handedBackNanos;

    /**
     * Creates a request that is queued.
     *
     * @param client names the connection of the client that sent it
     * @param queuedNanos when it arrived, on the monotonic clock
     * @param deadlineNanos from when it must not be sent any more, on the monotonic clock
     * @param isUrgent whether it goes before all others
     */
    public QueuedRequest(
            GatewayRequest request, String client, long queuedNanos, long deadlineNanos, boolean isUrgent) {
        this.request = request;
        this.client = client;
        this.queuedNanos = queuedNanos;
        this.deadlineNanos = deadlineNanos;
        this.isUrgent = isUrgent;
    }

    public GatewayRequest request() {
        return request;
    }

    public String client() {
        return client;
    }

    /** Whether it goes before all others. */
    public boolean isUrgent() {
        return isUrgent;
    }

    /** When it arrived, on the monotonic clock. */
    public long queuedNanos() {
        return queuedNanos;
    }

    public long deadlineNanos() {
        return deadlineNanos;
    }

    /** Claims the request for a call to the exchange. Execution thread; false if the request was withdrawn. */
    public boolean claimForCall(long nowNanos) {
        callStartedNanos = nowNanos;
        return stage.compareAndSet(Stage.QUEUED, Stage.CALLING);
    }

    /** Withdraws the request, so that it is certainly not sent; false if the exchange is being called. */
    public boolean withdraw() {
        return stage.compareAndSet(Stage.QUEUED, Stage.WITHDRAWN);
    }

    /** Completes the request without sending it: it can neither be claimed nor withdrawn any more. */
    public void refuse(OrderResult why) {
        var unused = withdraw();
        complete(why);
    }

    /** Whether the deadline has passed by either clock: the monotonic one stands still in a suspend, the other may be set back. */
    public boolean isTooLate(Clock clock) {
        Instant expiresAt = request.expiresAt();
        return clock.nanoTime() >= deadlineNanos
                || (expiresAt != null && !clock.now().isBefore(expiresAt));
    }

    public boolean isWithdrawn() {
        return stage.get() == Stage.WITHDRAWN;
    }

    public boolean isCalling() {
        return stage.get() == Stage.CALLING;
    }

    /** When the exchange was called; valid only if {@link #isCalling}. */
    public long callStartedNanos() {
        return callStartedNanos;
    }

    public void complete(OrderResult outcome) {
        result = outcome;
    }

    /** Marks the request as handed back to the gateway loop at this time. */
    public void handBack(long nowNanos) {
        handedBackNanos = nowNanos;
    }

    public long handedBackNanos() {
        return handedBackNanos;
    }

    /** The result; available once the request has been handed back. */
    public OrderResult result() {
        OrderResult outcome = result;
        if (outcome == null) {
            throw new IllegalStateException("The request was completed without a result.");
        }
        return outcome;
    }
}

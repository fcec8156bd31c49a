package dev.aftm.interactor.queue;

import dev.aftm.interactor.gateway.order.GatewayRequest;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An order, or the change of one, between the gateway's loop and the thread that owns the exchange. Exactly one of the two decides its fate:
 * the owner claims it for the exchange, or the loop withdraws it, never both.
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
     * Makes it.
     *
     * @param client who sent it: names a connection
     * @param queuedNanos when it came, by the monotonic clock
     * @param deadlineNanos when it must no longer be sent, by the monotonic clock
     * @param isUrgent whether it must not wait behind orders
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

    /** Whether it must not wait behind orders. */
    public boolean isUrgent() {
        return isUrgent;
    }

    /** When it came. */
    public long queuedNanos() {
        return queuedNanos;
    }

    public long deadlineNanos() {
        return deadlineNanos;
    }

    /** The owner takes it to the exchange; false where it was withdrawn before. */
    public boolean claimForCall(long nowNanos) {
        callStartedNanos = nowNanos;
        return stage.compareAndSet(Stage.QUEUED, Stage.CALLING);
    }

    /** Takes it back, so that it will certainly not be sent; false where the exchange is being called. */
    public boolean withdraw() {
        return stage.compareAndSet(Stage.QUEUED, Stage.WITHDRAWN);
    }

    /** Decides its fate for good: from now on neither its owner sends it nor the loop takes it back. */
    public void refuse(OrderResult why) {
        var unused = withdraw();
        complete(why);
    }

    /** Whether the moment has passed until which it may be sent. */
    public boolean isTooLate(long nowNanos) {
        return nowNanos >= deadlineNanos;
    }

    public boolean isWithdrawn() {
        return stage.get() == Stage.WITHDRAWN;
    }

    public boolean isCalling() {
        return stage.get() == Stage.CALLING;
    }

    /** When the exchange was called; only where {@link #isCalling}. */
    public long callStartedNanos() {
        return callStartedNanos;
    }

    public void complete(OrderResult outcome) {
        result = outcome;
    }

    /** Its owner has done with it, at this moment. */
    public void handBack(long nowNanos) {
        handedBackNanos = nowNanos;
    }

    public long handedBackNanos() {
        return handedBackNanos;
    }

    /** What became of it; only after it has been handed back. */
    public OrderResult result() {
        OrderResult outcome = result;
        if (outcome == null) {
            throw new IllegalStateException("An order was handed back without a result.");
        }
        return outcome;
    }
}

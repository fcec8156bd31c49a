package dev.aftm.interactor.intake;

import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.queue.QueuedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests that were handed to the execution engine, and the clients that wait for each. A client whose deadline passes is
 * answered even if the exchange has not: the request was withdrawn, or its state is not known yet. Used by the gateway-loop
 * thread only.
 */
public final class InFlightRequests {

    private static final String PENDING_SEND =
            "The exchange has not answered yet, so it is not known whether it has the order;"
                    + " repeat the request with the same request_id.";

    private final Clock clock;
    private final IntakePolicy policy;
    private final Map<OrderKey, QueuedRequest> byKey = new HashMap<>();
    private final Map<QueuedRequest, List<Waiter>> waiting = new LinkedHashMap<>();
    private long nextCheckNanos = Long.MAX_VALUE;

    public InFlightRequests(Clock clock, IntakePolicy policy) {
        this.clock = clock;
        this.policy = policy;
    }

    /** A client that waits for a request's result. */
    private record Waiter(long arrivedNanos, long deadlineNanos, boolean first, Consumer<OrderResult> reply) {}

    /** Returns the request in flight with this id, or null. */
    @Nullable QueuedRequest find(OrderKey key) {
        return byKey.get(key);
    }

    /** Adds a request that has been handed over, and its sender. */
    void add(QueuedRequest order, long deadlineNanos, Consumer<OrderResult> reply) {
        String requestId = order.request().requestId();
        if (requestId != null) {
            byKey.put(new OrderKey(order.request().orderAccount(), requestId), order);
        }
        await(order, new Waiter(order.queuedNanos(), deadlineNanos, true, reply));
    }

    /** Adds another client that waits for a request in flight. */
    void join(QueuedRequest order, long deadlineNanos, Consumer<OrderResult> reply) {
        await(order, new Waiter(clock.nanoTime(), deadlineNanos, false, reply));
    }

    private void await(QueuedRequest order, Waiter waiter) {
        waiting.computeIfAbsent(order, unused -> new ArrayList<>(1)).add(waiter);
        // The first check is due when the waiter's shortest time-out may have passed; that check finds the next one.
        long soonest = Math.min(
                order.deadlineNanos(),
                after(waiter.arrivedNanos(), min(policy.exchangeCallTimeout(), policy.implicitDeadline())));
        nextCheckNanos = Math.min(nextCheckNanos, soonest);
    }

    /** Gives the result of a request that the execution engine has handed back to every client that waits for it. */
    void complete(QueuedRequest order) {
        List<Waiter> waiters = waiting.remove(order);
        String requestId = order.request().requestId();
        if (requestId != null) {
            byKey.remove(new OrderKey(order.request().orderAccount(), requestId), order);
        }
        if (waiters != null) {
            waiters.forEach(waiter -> waiter.reply().accept(resultFor(waiter, order.result())));
        }
    }

    private static OrderResult resultFor(Waiter waiter, OrderResult result) {
        return waiter.first() ? result : result.asReplayed();
    }

    /** The earliest time at which {@link #checkDeadlines} may have to answer; {@link Long#MAX_VALUE} for never. */
    long nextCheckNanos() {
        return nextCheckNanos;
    }

    /** Answers every client whose deadline has passed. Cheap if there is none. */
    void checkDeadlines() {
        long now = clock.nanoTime();
        if (now < nextCheckNanos) {
            return;
        }
        nextCheckNanos = Long.MAX_VALUE;
        for (Map.Entry<QueuedRequest, List<Waiter>> entry : waiting.entrySet()) {
            checkDeadlines(entry.getKey(), entry.getValue(), now);
        }
    }

    private void checkDeadlines(QueuedRequest order, List<Waiter> waiters, long now) {
        if (waiters.isEmpty()) {
            return;
        }
        long withdrawAt = Math.min(order.deadlineNanos(), withdrawAt(waiters));
        if (now >= withdrawAt && order.withdraw()) {
            waiters.forEach(waiter ->
                    waiter.reply().accept(now >= waiter.deadlineNanos() ? OrderResult.expired() : stillBusy()));
            waiters.clear();
            return;
        }
        if (!order.isCalling()) {
            nextCheckNanos = Math.min(nextCheckNanos, withdrawAt);
            return;
        }
        for (Iterator<Waiter> remaining = waiters.iterator(); remaining.hasNext(); ) {
            Waiter waiter = remaining.next();
            long answerAt = answerAt(waiter, order.callStartedNanos());
            if (now >= answerAt) {
                remaining.remove();
                waiter.reply().accept(OrderResult.unknown(ErrorCode.EXCHANGE_TIMEOUT, PENDING_SEND));
            } else {
                nextCheckNanos = Math.min(nextCheckNanos, answerAt);
            }
        }
    }

    /** When a request that is still queued is withdrawn, so that its sender is answered in time. */
    private long withdrawAt(List<Waiter> waiters) {
        return after(waiters.get(0).arrivedNanos(), policy.exchangeCallTimeout());
    }

    private long answerAt(Waiter waiter, long callStartedNanos) {
        long callTimedOut = after(Math.max(callStartedNanos, waiter.arrivedNanos()), policy.exchangeCallTimeout());
        return Math.min(callTimedOut, after(waiter.arrivedNanos(), policy.implicitDeadline()));
    }

    /** The result of a request that was withdrawn before the exchange was called. */
    static OrderResult stillBusy() {
        return OrderResult.notSent(
                ErrorCode.GATEWAY_BUSY,
                "The exchange is still busy with earlier orders; this one was withdrawn and not sent, try again.");
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** Adds a duration to a time of the monotonic clock, without overflow for a deadline in a thousand years. */
    static long after(long nanos, Duration duration) {
        return nanos + min(duration, Duration.ofDays(365)).toNanos();
    }
}

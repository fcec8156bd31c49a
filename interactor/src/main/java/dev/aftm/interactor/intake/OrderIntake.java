package dev.aftm.interactor.intake;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderInstruction;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.monitor.GatewayMetrics.OrderFate;
import dev.aftm.interactor.port.monitor.GatewayMetrics.Stage;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.queue.ExecutionQueue;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.queue.QueuedRequest;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Accepts orders so that each request id stands for one order. It looks the id up first, lets duplicates wait for the first
 * one's answer, rejects what must not be sent, queues the rest, and answers every client in time even if the exchange does
 * not answer.
 *
 * <p>Used by the gateway-loop thread only, which also gives every reply. No call waits for the exchange, or for a
 * disk: the journal answers from memory, and ids of former days are looked up on another thread.
 */
public final class OrderIntake {

    private final Clock clock;
    private final OrderJournal journal;
    private final ExecutionQueue queue;
    private final SnapshotHolder snapshots;
    private final IntakePolicy policy;
    private final OrderValidator validator;
    private final GatewayMetrics metrics;
    private final InFlightRequests inFlight;
    private final DuplicateOrderDetector duplicates;
    private final FormerRequests former;
    private final AtomicLong ordersWithoutId = new AtomicLong();

    public OrderIntake(
            Clock clock,
            OrderJournal journal,
            ExecutionQueue queue,
            SnapshotHolder snapshots,
            IntakePolicy policy,
            OrderValidator validator,
            InFlightRequests inFlight,
            DuplicateOrderDetector duplicates,
            FormerRequests former,
            GatewayMetrics metrics) {
        this.clock = clock;
        this.journal = journal;
        this.queue = queue;
        this.snapshots = snapshots;
        this.policy = policy;
        this.validator = validator;
        this.metrics = metrics;
        this.inFlight = inFlight;
        this.duplicates = duplicates;
        this.former = former;
    }

    /**
     * Accepts a request to send, cancel or change an order.
     *
     * @param origin names the client's connection
     * @param reply receives the result exactly once, immediately or later, on the gateway-loop thread
     */
    public void submit(GatewayRequest request, String origin, Consumer<OrderResult> reply) {
        Consumer<OrderResult> told = request instanceof OrderRequest ? result -> reply.accept(truth(result)) : reply;
        submit(request, origin, clock.nanoTime(), false, told);
    }

    /** While the journal may lack orders, nobody can say of an id that it was not sent. */
    private OrderResult truth(OrderResult result) {
        boolean isDenied = result instanceof OrderResult.Failed failed && failed.orderSent() == OrderSent.NO;
        return isDenied && snapshots.read().journalMayLackOrders() ? ((OrderResult.Failed) result).maybeSent() : result;
    }

    private void submit(
            GatewayRequest request, String origin, long now, boolean isLookedUp, Consumer<OrderResult> reply) {
        String requestId = request.requestId();
        if (requestId != null) {
            OrderKey key = new OrderKey(request.orderAccount(), requestId);
            QueuedRequest first = inFlight.find(key);
            if (first != null) {
                joinFirst(first, request, now, reply);
                return;
            }
            Optional<OrderResult> recorded = recorded(key, request.instruction());
            if (recorded.isPresent()) {
                reply.accept(recorded.get());
                return;
            }
        }
        // Asked after the journal, because an id that leaves memory at this moment is a former one before it has left.
        List<OrderKey> unknown = isLookedUp ? List.of() : former.idsToLookUp(request);
        if (!unknown.isEmpty()) {
            former.recall(unknown, InFlightRequests.after(now, policy.implicitDeadline()), couldLookUp -> {
                if (couldLookUp) {
                    submit(request, origin, now, true, reply);
                } else {
                    reply.accept(OrderResult.unknown(
                            ErrorCode.GATEWAY_BUSY,
                            "The request_id could not be looked up among those of earlier days; try again."));
                }
            });
            return;
        }
        if (requestId == null && request instanceof OrderRequest) {
            ordersWithoutId.incrementAndGet();
        }
        Consumer<OrderResult> counted = request instanceof OrderRequest ? counting(reply) : reply;
        Optional<OrderResult> refusal = refusal(request);
        if (refusal.isPresent()) {
            counted.accept(refusal.get());
            return;
        }
        enqueue(request, origin, now, counted);
    }

    private Consumer<OrderResult> counting(Consumer<OrderResult> reply) {
        return result -> {
            metrics.order(fateOf(result));
            reply.accept(result);
        };
    }

    private static OrderFate fateOf(OrderResult result) {
        if (result instanceof OrderResult.Answered answered) {
            return answered.response().isSendOrder() ? OrderFate.ACCEPTED : OrderFate.REJECTED;
        }
        if (!(result instanceof OrderResult.Failed failed)) {
            return OrderFate.UNKNOWN;
        }
        return switch (failed.code().kind()) {
            case INVALID, REJECTED -> OrderFate.DENIED;
            case UNAVAILABLE -> OrderFate.NOT_SENT;
            case OPEN, FAILED -> failed.orderSent() == OrderSent.NO ? OrderFate.NOT_SENT : OrderFate.UNKNOWN;
        };
    }

    /** Gives the results of requests that the execution engine has handed back to all clients that wait for them. */
    public void completed(List<QueuedRequest> orders) {
        for (QueuedRequest order : orders) {
            inFlight.complete(order);
            metrics.stage(Stage.REPLY, clock.nanoTime() - order.handedBackNanos());
        }
    }

    /** Answers every client whose deadline has passed. Cheap if there is none. */
    public void checkDeadlines() {
        former.check();
        inFlight.checkDeadlines();
    }

    /** Whether the order with this id has been sent, for a request that is rejected before its order could be read. */
    public OrderSent sent(OrderKey key) {
        QueuedRequest queued = inFlight.find(key);
        if (queued != null) {
            return queued.isWithdrawn() ? OrderSent.NO : OrderSent.UNKNOWN;
        }
        return journal.find(key)
                .map(entry -> sentAsRecorded(entry.last()))
                .orElseGet(() -> snapshots.read().journalMayLackOrders() || journal.mayBeFormer(key)
                        ? OrderSent.UNKNOWN
                        : OrderSent.NO);
    }

    /** The earliest time at which {@link #checkDeadlines} may have to answer; {@link Long#MAX_VALUE} for never. */
    public long nextCheckNanos() {
        return Math.min(inFlight.nextCheckNanos(), former.nextCheckNanos());
    }

    /** The number of orders without a request id, for which exactly-once is not guaranteed. Any thread. */
    public long ordersWithoutId() {
        return ordersWithoutId.get();
    }

    private void joinFirst(QueuedRequest first, GatewayRequest request, long now, Consumer<OrderResult> reply) {
        if (!first.request().instruction().equals(request.instruction())) {
            reply.accept(idReused(first.isWithdrawn() ? OrderSent.NO : OrderSent.UNKNOWN));
        } else if (first.isWithdrawn()) {
            reply.accept(InFlightRequests.stillBusy());
        } else {
            inFlight.join(first, deadline(request, now), reply);
        }
    }

    private Optional<OrderResult> recorded(OrderKey key, OrderInstruction instruction) {
        Optional<OrderJournal.Entry> found = journal.find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        OrderJournal.Entry entry = found.get();
        OrderEvent.OfRequest last = entry.last();
        if (!entry.instruction().equals(instruction)) {
            return Optional.of(idReused(sentAsRecorded(last)));
        }
        if (last instanceof OrderEvent.NotSent) {
            return Optional.empty();
        }
        if (last instanceof OrderEvent.Closed) {
            return Optional.of(OrderResult.notSent(
                    ErrorCode.REQUEST_EXPIRED,
                    "This order was resolved as not sent; its request_id cannot be used again."));
        }
        if (entry.isOrder() && last.isUnresolved() && !snapshots.read().recovered()) {
            return Optional.of(OrderResult.recovering(OrderSent.UNKNOWN));
        }
        return Optional.of(OrderResult.recorded(last, instruction)
                .map(OrderResult::asReplayed)
                .orElseGet(() -> stateUnknown(instruction)));
    }

    private Optional<OrderResult> refusal(GatewayRequest request) {
        Optional<OrderResult> invalid = validator.validate(request);
        if (invalid.isPresent()) {
            return invalid;
        }
        if (request instanceof ChangeRequest change && isTargetUnknown(change)) {
            return Optional.of(OrderResult.notSent(
                    ErrorCode.ORDER_NOT_FOUND,
                    "There is no order " + change.change().target() + " of this account."));
        }
        return validator.closed(request);
    }

    /** Whether the order to change is unknown here. An order named by the exchange's number may be another program's. */
    private boolean isTargetUnknown(ChangeRequest request) {
        return request.change()
                .target()
                .map(
                        id -> {
                            OrderKey target = new OrderKey(request.orderAccount(), id);
                            return inFlight.find(target) == null
                                    && journal.find(target)
                                            .filter(OrderJournal.Entry::isOrder)
                                            .isEmpty();
                        },
                        serial -> false);
    }

    private void enqueue(GatewayRequest request, String origin, long now, Consumer<OrderResult> reply) {
        String requestId = request.requestId();
        long deadline = deadline(request, now);
        if (deadline <= now) {
            reply.accept(OrderResult.expired());
            return;
        }
        OrderRequest unnamed = requestId == null && request instanceof OrderRequest order ? order : null;
        if (unnamed != null && duplicates.isSuspicious(unnamed, origin, now)) {
            reply.accept(OrderResult.notSent(
                    ErrorCode.INVALID_ORDER,
                    "The order was rejected as a possible duplicate of an earlier one; send a request_id."));
            return;
        }
        QueuedRequest order = new QueuedRequest(request, origin, now, deadline, request instanceof ChangeRequest);
        if (!queue.offer(order)) {
            reply.accept(OrderResult.notSent(
                    ErrorCode.GATEWAY_BUSY,
                    "Too many orders are waiting for the exchange; nothing was sent, try again."));
            return;
        }
        Consumer<OrderResult> told = unnamed == null ? reply : noting(unnamed, origin, now, reply);
        inFlight.add(order, deadline, told);
    }

    /** Registers an order without an id with the duplicate detector, and later that it was answered. */
    private Consumer<OrderResult> noting(OrderRequest request, String origin, long now, Consumer<OrderResult> reply) {
        DuplicateOrderDetector.Earlier taken = duplicates.taken(request, origin, now);
        return result -> {
            if (result instanceof OrderResult.Answered) {
                taken.answered();
            }
            reply.accept(result);
        };
    }

    /** The time from which a request must not be sent any more, on the monotonic clock. */
    private long deadline(GatewayRequest request, long now) {
        Instant expiresAt = request.expiresAt();
        return InFlightRequests.after(
                now, expiresAt == null ? policy.implicitDeadline() : Duration.between(clock.now(), expiresAt));
    }

    private static OrderResult stateUnknown(OrderInstruction instruction) {
        return OrderResult.unknown(
                ErrorCode.ORDER_STATE_UNKNOWN,
                instruction instanceof NewOrder
                        ? "It is not known whether this order reached the exchange; an operator must check and resolve"
                                + " it."
                        : "It is not known whether this change reached the exchange; check the order's state, and"
                                + " repeat the change with a new request_id if it is still wanted.");
    }

    private static OrderResult idReused(OrderSent sentAsRecorded) {
        return new OrderResult.Failed(
                ErrorCode.REQUEST_ID_REUSED, sentAsRecorded, "This request_id already belongs to another request.");
    }

    private static OrderSent sentAsRecorded(OrderEvent.OfRequest last) {
        if (last instanceof OrderEvent.NotSent || last instanceof OrderEvent.Closed) {
            return OrderSent.NO;
        }
        boolean answered = last instanceof OrderEvent.Acknowledged || last instanceof OrderEvent.Rejected;
        return answered ? OrderSent.YES : OrderSent.UNKNOWN;
    }
}

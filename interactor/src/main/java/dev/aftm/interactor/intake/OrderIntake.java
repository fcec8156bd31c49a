package dev.aftm.interactor.intake;

import dev.aftm.domain.order.Instruction;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.NoteLimit;
import dev.aftm.interactor.port.killswitch.KillSwitch;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.monitor.GatewayMetrics.OrderFate;
import dev.aftm.interactor.port.monitor.GatewayMetrics.Stage;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournal.OrderKey;
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
 * Takes orders in, so that each id stands for one order: looks the id up before anything else, lets duplicates wait for
 * the first one's answer, refuses what must not be sent, queues the rest, and answers everybody in time, even where the
 * exchange does not.
 *
 * <p>Belongs to the gateway's loop: one thread makes all calls, none of them blocks, and every reply is given on that
 * thread.
 */
public final class OrderIntake {

    private static final Duration ONE_DAY = Duration.ofDays(1);

    private final Clock clock;
    private final OrderJournal journal;
    private final ExecutionQueue queue;
    private final SnapshotHolder snapshots;
    private final IntakePolicy policy;
    private final OrderValidator validator;
    private final GatewayMetrics metrics;
    private final InFlightRequests inFlight;
    private final DuplicateOrderDetector duplicates;
    private final AtomicLong ordersWithoutId = new AtomicLong();

    public OrderIntake(
            Clock clock,
            OrderJournal journal,
            ExecutionQueue queue,
            SnapshotHolder snapshots,
            NoteLimit noteLimit,
            IntakePolicy policy,
            KillSwitch killSwitch,
            GatewayMetrics metrics) {
        this.clock = clock;
        this.journal = journal;
        this.queue = queue;
        this.snapshots = snapshots;
        this.policy = policy;
        this.validator = new OrderValidator(snapshots, noteLimit, policy.requireRequestId(), killSwitch);
        this.metrics = metrics;
        this.inFlight = new InFlightRequests(clock, policy);
        this.duplicates = new DuplicateOrderDetector(
                clock.nanoTime(),
                policy.legacyWindow(),
                journal.withoutIdSince(clock.now().minus(ONE_DAY)));
    }

    /**
     * Takes an order, or the change of one, in.
     *
     * @param origin names the connection that it came over
     * @param reply is given the result once, at once or later, always on the loop's thread
     */
    public void submit(GatewayRequest request, String origin, Consumer<OrderResult> reply) {
        long now = clock.nanoTime();
        String requestId = request.requestId();
        if (requestId == null) {
            ordersWithoutId.addAndGet(request instanceof OrderRequest ? 1 : 0);
        } else {
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

    /** Gives the results of orders that the owner of the exchange has handed back to all who wait for them. */
    public void completed(List<QueuedRequest> orders) {
        for (QueuedRequest order : orders) {
            inFlight.complete(order);
            metrics.stage(Stage.REPLY, clock.nanoTime() - order.handedBackNanos());
        }
    }

    /** Answers whoever has waited long enough. Cheap where nobody has. */
    public void checkDeadlines() {
        inFlight.checkDeadlines();
    }

    /** Whether the order that an id names has been sent, for a refusal that never came as far as the order itself. */
    public OrderSent sent(OrderKey key) {
        QueuedRequest queued = inFlight.find(key);
        if (queued != null) {
            return queued.isWithdrawn() ? OrderSent.NO : OrderSent.UNKNOWN;
        }
        return journal.find(key).map(entry -> sentAsRecorded(entry.state())).orElse(OrderSent.NO);
    }

    /** When {@link #checkDeadlines} has something to do at the earliest; {@link Long#MAX_VALUE} for never. */
    public long nextCheckNanos() {
        return inFlight.nextCheckNanos();
    }

    /** How many orders came without an id, for which exactly-once cannot be promised; any thread. */
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

    private Optional<OrderResult> recorded(OrderKey key, Instruction instruction) {
        OrderJournal.Entry entry;
        try {
            Optional<OrderJournal.Entry> found = journal.find(key);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            entry = found.get();
        } catch (OrderJournal.JournalException e) {
            return Optional.of(OrderResult.unknown(
                    ErrorCode.PROCESSING_ERROR, "The id could not be looked up: " + e.getMessage()));
        }
        OrderJournal.State state = entry.state();
        if (!entry.instruction().equals(instruction)) {
            return Optional.of(idReused(sentAsRecorded(state)));
        }
        if (state instanceof OrderJournal.State.NotSent) {
            return Optional.empty();
        }
        if (state instanceof OrderJournal.State.ResolvedNotSent) {
            return Optional.of(OrderResult.notSent(
                    ErrorCode.REQUEST_EXPIRED,
                    "A person has found that this order was not sent; its id stays closed."));
        }
        if (entry.isOrder() && state.isUnresolved() && !snapshots.read().recovered()) {
            return Optional.of(OrderResult.recovering(OrderSent.UNKNOWN));
        }
        return Optional.of(OrderResult.recorded(state, instruction)
                .map(OrderResult::asReplayed)
                .orElseGet(() -> stateUnknown(instruction)));
    }

    private Optional<OrderResult> refusal(GatewayRequest request) {
        Optional<OrderResult> unfit = validator.unfit(request);
        if (unfit.isPresent()) {
            return unfit;
        }
        if (request instanceof ChangeRequest change && isNowhere(change)) {
            return Optional.of(OrderResult.notSent(
                    ErrorCode.ORDER_NOT_FOUND,
                    "There is no order " + change.change().target() + " of this account."));
        }
        return validator.closed(request);
    }

    /** Whether the order that is to be changed was never heard of; one that only has a number may be anybody's. */
    private boolean isNowhere(ChangeRequest request) {
        String targetId = request.change().targetId();
        if (targetId == null) {
            return false;
        }
        OrderKey target = new OrderKey(request.orderAccount(), targetId);
        return inFlight.find(target) == null
                && journal.find(target).filter(OrderJournal.Entry::isOrder).isEmpty();
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
                    "This may be a copy of an order that came before; send a request_id to tell them apart."));
            return;
        }
        QueuedRequest order = new QueuedRequest(request, origin, now, deadline, request instanceof ChangeRequest);
        if (!queue.offer(order)) {
            reply.accept(OrderResult.notSent(
                    ErrorCode.GATEWAY_BUSY, "Too many orders wait for the exchange; nothing was sent, try again."));
            return;
        }
        Consumer<OrderResult> told = unnamed == null ? reply : noting(unnamed, origin, now, reply);
        inFlight.add(order, deadline, told);
    }

    /** Lets the guard know of an order without an id, and later that it was answered. */
    private Consumer<OrderResult> noting(OrderRequest request, String origin, long now, Consumer<OrderResult> reply) {
        DuplicateOrderDetector.Earlier taken = duplicates.taken(request, origin, now);
        return result -> {
            if (result instanceof OrderResult.Answered) {
                taken.answered();
            }
            reply.accept(result);
        };
    }

    /** When a request must no longer be sent, by the monotonic clock. */
    private long deadline(GatewayRequest request, long now) {
        Instant expiresAt = request.expiresAt();
        return InFlightRequests.after(
                now, expiresAt == null ? policy.implicitDeadline() : Duration.between(clock.now(), expiresAt));
    }

    private static OrderResult stateUnknown(Instruction instruction) {
        return OrderResult.unknown(
                ErrorCode.ORDER_STATE_UNKNOWN,
                instruction instanceof NewOrder
                        ? "It is not known whether this order reached the exchange; a person has to look and resolve it."
                        : "It is not known whether this change reached the exchange; look at the order's state, and ask"
                                + " under a new request_id where it is still wanted.");
    }

    private static OrderResult idReused(OrderSent sentAsRecorded) {
        return new OrderResult.Failed(
                ErrorCode.REQUEST_ID_REUSED, sentAsRecorded, "This request_id names another order already.");
    }

    private static OrderSent sentAsRecorded(OrderJournal.State state) {
        if (state instanceof OrderJournal.State.NotSent || state instanceof OrderJournal.State.ResolvedNotSent) {
            return OrderSent.NO;
        }
        boolean answered = state instanceof OrderJournal.State.Accepted || state instanceof OrderJournal.State.Rejected;
        return answered ? OrderSent.YES : OrderSent.UNKNOWN;
    }
}

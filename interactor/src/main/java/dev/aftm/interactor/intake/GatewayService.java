package dev.aftm.interactor.intake;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderReplay;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.position.PositionReport;
import dev.aftm.interactor.position.PositionSnapshot;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.queue.ExecutionQueue;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the gateway's operations. Orders go to the {@link OrderIntake}; queries are answered from the newest snapshot, the
 * order tracker, or the journal.
 *
 * <p>Used by the gateway-loop thread only. No call waits for the exchange or for a disk: the records of an order are read on
 * another thread.
 */
public final class GatewayService {

    /** The execution thread publishes several times within this time; if it does not, a call to the exchange hangs. */
    private static final long LONGEST_SILENCE_NANOS = Duration.ofMillis(600).toNanos();

    /** Keeps a reply well below the largest message of the protocol. */
    private static final int MOST_IN_A_PAGE = 500;

    private final Clock clock;
    private final OrderIntake intake;
    private final ExecutionQueue queue;
    private final OrderJournal journal;
    private final OrderTracker orders;
    private final TradeBook fills;
    private final ExchangeSynchronizer synchronizer;
    private final IntakePolicy policy;
    private final SnapshotHolder snapshots;
    private final OperationStatistics statistics;
    private final @Nullable KillSwitchControl killSwitch;
    private final PendingReplies pending;
    private final Executor background;
    private final String version;
    private final long startedNanos;

    public GatewayService(
            Clock clock,
            OrderIntake intake,
            ExecutionQueue queue,
            OrderJournal journal,
            OrderTracker orders,
            TradeBook fills,
            ExchangeSynchronizer synchronizer,
            SnapshotHolder snapshots,
            IntakePolicy policy,
            OperationStatistics statistics,
            PendingReplies pending,
            Executor background,
            @Nullable KillSwitchControl killSwitch,
            String version) {
        this.clock = clock;
        this.intake = intake;
        this.queue = queue;
        this.journal = journal;
        this.orders = orders;
        this.fills = fills;
        this.synchronizer = synchronizer;
        this.policy = policy;
        this.snapshots = snapshots;
        this.statistics = statistics;
        this.pending = pending;
        this.background = background;
        this.killSwitch = killSwitch;
        this.version = version;
        this.startedNanos = clock.nanoTime();
    }

    /** Sends, cancels or changes an order; see {@link OrderIntake#submit}. */
    public void submit(GatewayRequest request, String origin, Consumer<OrderResult> reply) {
        intake.submit(request, origin, reply);
    }

    /**
     * Returns an account's open positions as the exchange last reported them. After an order, until the exchange has reported
     * again, they are computed from the fills.
     *
     * @throws DllGatewayException the positions are not known or too old, or the account does not belong to the session
     */
    public PositionReport positions(String account) {
        GatewaySnapshot snapshot = snapshots.read();
        PositionSnapshot positions = snapshot.positions();
        List<PositionInfo> booked = snapshot.booked();
        if (positions == null && snapshot.positionsArePending() && booked != null) {
            positions = new PositionSnapshot(booked, snapshot.takenAt(), snapshot.takenNanos());
        }
        if (positions == null) {
            throw positionQueryError("The positions could not be read from the exchange.");
        }
        long age = clock.nanoTime() - positions.nanos();
        if (age > policy.positionsMaxAge().toNanos()) {
            throw positionQueryError("The exchange has not reported the positions for "
                    + Duration.ofNanos(age).toSeconds() + " s, so they are too old to rely on.");
        }
        if (!snapshot.accounts().isEmpty() && !snapshot.accounts().contains(account)) {
            throw positionQueryError("The account " + account + " is not one of this session's accounts.");
        }
        return new PositionReport(
                positions.positions().stream()
                        .filter(position -> position.account().equals(account))
                        .toList(),
                positions.at(),
                Duration.ofNanos(age));
    }

    /**
     * Returns a page of an account's orders that changed after a given change.
     *
     * @param since the number of the last change that the caller knows; 0 for all
     * @param status returns only orders with this status; null for all
     * @throws DllGatewayException the trading day's orders are still being read from the journal
     */
    public OrderPage orders(String account, long since, @Nullable OrderStatus status) {
        return orders.orders(account, since, order -> status == null || order.status() == status, MOST_IN_A_PAGE)
                .orElseThrow(() -> DllGatewayException.of(
                        ErrorCode.GATEWAY_BUSY,
                        OrderSent.NO,
                        "The orders of the trading day are still being read; try again in a moment."));
    }

    /** Returns an order that is in memory; empty for an unknown one, and for those of former days. */
    public Optional<OrderInfo> order(String account, String requestId) {
        return orders.order(account, requestId);
    }

    /**
     * Finds everything that is recorded about an order, oldest first, however long ago it was sent.
     *
     * @param reply receives the order once, on any thread; what it receives throws a {@link DllGatewayException} if there is no such
     *     order or it could not be found in time, and a {@link JournalException} if the journal cannot be read
     */
    public void recorded(String account, String requestId, Consumer<Supplier<RecordedOrder>> reply) {
        long deadline = clock.nanoTime() + policy.implicitDeadline().toNanos();
        PendingReplies.Awaited<Supplier<RecordedOrder>> awaited = pending.add(reply, GatewayService::tooLate, deadline);
        background.execute(() -> awaited.give(read(account, requestId)));
    }

    private Supplier<RecordedOrder> read(String account, String requestId) {
        try {
            Optional<OrderReplay.Recorded> found = new OrderReplay(journal).find(new OrderKey(account, requestId));
            return () -> {
                OrderReplay.Recorded order = found.orElseThrow(() -> notFound(account, requestId));
                return new RecordedOrder(
                        order(account, requestId)
                                .orElseGet(() -> ofEarlierDay(order.order().info())),
                        order.lines());
            };
        } catch (JournalException e) {
            return () -> {
                throw e;
            };
        }
    }

    private static RecordedOrder tooLate() {
        throw DllGatewayException.of(
                ErrorCode.GATEWAY_BUSY, OrderSent.NO, "The order could not be read in time; try again.");
    }

    /** An order, and what is recorded about its last attempt, oldest first. */
    public record RecordedOrder(OrderInfo order, List<OrderJournal.JournalRecord> records) {

        public RecordedOrder {
            records = List.copyOf(records);
        }
    }

    /** No order outlives its trading day. If its final state was not reported, its filled quantity is not known. */
    private OrderInfo ofEarlierDay(OrderInfo order) {
        LocalDate today = snapshots.read().tradingDay();
        boolean isOver = today != null && order.tradingDay().isBefore(today);
        return isOver && order.status() == OrderStatus.WORKING
                ? order.withUnknownStatus("Its trading day is over, but the exchange has not reported its final state.")
                : order;
    }

    /**
     * Returns an order of the present trading day by the exchange's order number.
     *
     * @throws DllGatewayException there is no such order
     */
    public OrderInfo orderWithSerial(String account, String serial) {
        return orders.orderWithSerial(account, serial).orElseThrow(() -> notFound(account, "with number " + serial));
    }

    /** Returns a page of an account's fills in the order of their receipt; {@code since} as in {@link #orders}. */
    public FillPage fills(String account, long since) {
        return fills.page(orders.feedId(), account, since, MOST_IN_A_PAGE);
    }

    /** Queries an account's figures. The reply is given once, on any thread; empty if the exchange does not report them. */
    public void account(String account, Consumer<Optional<AccountInfo>> reply) {
        GatewaySnapshot snapshot = snapshots.read();
        boolean isThere = snapshot.session() == ExchangeSession.State.LOGGED_IN
                && clock.nanoTime() - snapshot.takenNanos() < LONGEST_SILENCE_NANOS;
        long deadline = clock.nanoTime() + policy.exchangeCallTimeout().toNanos();
        PendingReplies.Awaited<Optional<AccountInfo>> awaited = pending.add(reply, Optional.empty(), deadline);
        if (!isThere || !queue.offer(() -> synchronizer.askAccount(account, awaited::give))) {
            awaited.give(Optional.empty());
        }
    }

    /** Answers every {@link #account} and {@link #recorded} query whose deadline has passed. Called regularly. */
    public void checkDeadlines() {
        pending.checkDeadlines(clock.nanoTime());
    }

    /** Whether a query is pending that {@link #checkDeadlines} may have to answer. */
    public boolean isAwaited() {
        return pending.isAwaited();
    }

    private static DllGatewayException notFound(String account, String name) {
        return DllGatewayException.of(
                ErrorCode.ORDER_NOT_FOUND, OrderSent.NO, "There is no order " + name + " of account " + account + ".");
    }

    /** Returns the state of the session with the exchange. */
    public SessionInfo session() {
        GatewaySnapshot snapshot = snapshots.read();
        return new SessionInfo(
                snapshot.session() == ExchangeSession.State.LOGGED_IN,
                snapshot.session().name(),
                snapshot.loginRefusal(),
                synchronizer.isSimulated(),
                snapshot.accounts(),
                snapshot.choices().account(),
                snapshot.choices().instrument(),
                snapshot.tradingDay());
    }

    /** Returns the instruments that can be traded; empty before the first session. */
    public Collection<Instrument> instruments() {
        return snapshots.read().instruments();
    }

    /** Returns the gateway's health. */
    public GatewayHealth health() {
        GatewaySnapshot snapshot = snapshots.read();
        boolean connected = snapshot.session() == ExchangeSession.State.LOGGED_IN;
        long unknown = journal.unknownCount();
        List<String> reasons = new ArrayList<>();
        if (!connected) {
            reasons.add("The gateway is not logged in to the exchange"
                    + (snapshot.loginRefusal().isEmpty() ? "." : ": " + snapshot.loginRefusal()));
        }
        long silence = clock.nanoTime() - snapshot.takenNanos();
        if (silence >= LONGEST_SILENCE_NANOS) {
            reasons.add("The execution thread has not responded for "
                    + Duration.ofNanos(silence).toMillis()
                    + " ms; a call to the exchange or a write to the journal is blocked.");
        }
        if (connected && !snapshot.recovered()) {
            reasons.add("The gateway is still recovering earlier orders from the exchange; no new order is sent until"
                    + " that is done.");
        }
        if (connected && snapshot.positions() == null && !snapshot.positionsArePending()) {
            reasons.add("The positions could not be read from the exchange.");
        }
        if (unknown > 0) {
            reasons.add((unknown == 1 ? "1 order is" : unknown + " orders are")
                    + " in an unknown state and may have reached the exchange; list with"
                    + " \"orders --state unknown\", then resolve each with \"order resolve\".");
        }
        reasons.addAll(killSwitchReasons());
        reasons.addAll(snapshot.differences());
        String contradiction = orders.contradiction();
        if (contradiction != null) {
            reasons.add(contradiction);
        }
        String feedFault = snapshot.feedFault();
        if (feedFault != null) {
            reasons.add(feedFault);
        }
        String journalAge = snapshot.journalAge();
        if (journalAge != null) {
            reasons.add(journalAge);
        }
        String journalFault = snapshot.journalFault();
        if (journalFault != null) {
            reasons.add("The journal cannot be written, so no order is sent: " + journalFault);
        }
        GatewayHealth.Status status = reasons.isEmpty() ? GatewayHealth.Status.HEALTHY : GatewayHealth.Status.DEGRADED;
        return new GatewayHealth(
                journalFault == null ? status : GatewayHealth.Status.UNHEALTHY,
                connected,
                clock.now(),
                true,
                Duration.ofNanos(clock.nanoTime() - startedNanos),
                snapshot.session().name(),
                queue.depth(),
                unknown,
                intake.ordersWithoutId(),
                reasons,
                statistics.latencies(),
                version);
    }

    private List<String> killSwitchReasons() {
        List<String> reasons = new ArrayList<>();
        if (killSwitch != null) {
            killSwitch
                    .engagement()
                    .ifPresent(engaged -> reasons.add("The kill switch has been engaged since " + engaged.at() + " by "
                            + engaged.by() + ": " + engaged.reason()));
            String fault = killSwitch.fault();
            if (fault != null) {
                reasons.add(fault);
            }
        }
        return reasons;
    }

    private static DllGatewayException positionQueryError(String message) {
        return DllGatewayException.of(ErrorCode.POSITION_QUERY_ERROR, OrderSent.NO, message);
    }
}

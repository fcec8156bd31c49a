package dev.aftm.interactor.intake;

import dev.aftm.domain.market.Instrument;
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
import dev.aftm.interactor.order.OrderReplay;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.store.OrderJournal;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The service behind the socket: orders go to the {@link OrderIntake}, reads are answered from the newest snapshot.
 * Belongs to the gateway's loop; no call blocks.
 */
public final class GatewayService {

    /** The owner of the exchange shows itself several times as often; where it does not, a call to the exchange hangs. */
    private static final long LONGEST_SILENCE_NANOS = Duration.ofMillis(600).toNanos();

    /** So that a reply stays well below what a socket carries. */
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
    private final AccountReplyDeadlines accountReplies = new AccountReplyDeadlines();
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
        this.killSwitch = killSwitch;
        this.version = version;
        this.startedNanos = clock.nanoTime();
    }

    /** Sends an order, or cancels or changes one; see {@link OrderIntake#submit}. */
    public void submit(GatewayRequest request, String origin, Consumer<OrderResult> reply) {
        intake.submit(request, origin, reply);
    }

    /**
     * The open positions of an account, as the exchange has reported them lately; right after an order, until it has reported
     * them anew, as they follow from our fills.
     *
     * @throws DllGatewayException they are not known, or too old to be shown, or the account is not one of the session's
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
            throw positionQueryError("The exchange has not told the positions for "
                    + Duration.ofNanos(age).toSeconds() + " s, which is too long ago to be relied on.");
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
     * An account's orders that have changed since.
     *
     * @param since the number of the last change that is known; 0 for all
     * @param status only those that are so far; null for all
     * @throws DllGatewayException the orders of the day are still being read
     */
    public OrderPage orders(String account, long since, OrderInfo.@Nullable Status status) {
        return orders.orders(account, since, order -> status == null || order.status() == status, MOST_IN_A_PAGE)
                .orElseThrow(() -> DllGatewayException.of(
                        ErrorCode.GATEWAY_BUSY,
                        OrderSent.NO,
                        "The orders of the trading day are still being read; ask again in a moment."));
    }

    /**
     * One order, however long ago.
     *
     * @throws DllGatewayException there is no such order
     * @throws OrderJournal.JournalException the journal cannot be read
     */
    public OrderInfo order(String account, String requestId) {
        return orders.order(account, requestId)
                .orElseGet(
                        () -> ofEarlierDay(recorded(account, requestId).order().info()));
    }

    /** An order does not outlive its trading day; where its end was not heard, nobody knows how much of it has traded. */
    private OrderInfo ofEarlierDay(OrderInfo order) {
        LocalDate today = snapshots.read().tradingDay();
        boolean isOver = today != null && order.tradingDay().isBefore(today);
        return isOver && order.status() == OrderInfo.Status.WORKING
                ? order.inDoubt("Its trading day is over, and what became of it was not heard.")
                : order;
    }

    /**
     * One order of the present trading day by the exchange's number.
     *
     * @throws DllGatewayException there is no such order
     */
    public OrderInfo orderWithSerial(String account, String serial) {
        return orders.orderWithSerial(account, serial).orElseThrow(() -> notFound(account, "with number " + serial));
    }

    /**
     * Everything that is recorded of an order, oldest first.
     *
     * @throws DllGatewayException there is no such order
     * @throws OrderJournal.JournalException the journal cannot be read
     */
    public List<OrderJournal.JournalRecord> story(String account, String requestId) {
        return recorded(account, requestId).lines();
    }

    private OrderReplay.Recorded recorded(String account, String requestId) {
        return new OrderReplay(journal)
                .find(new OrderJournal.OrderKey(account, requestId))
                .orElseThrow(() -> notFound(account, requestId));
    }

    /** An account's fills, in the order in which they became known; {@code since} as in {@link #orders}. */
    public FillPage fills(String account, long since) {
        return fills.page(orders.feedId(), account, since, MOST_IN_A_PAGE);
    }

    /** Asks what an account is worth; the reply is given once, on any thread, empty where the exchange does not tell. */
    public void account(String account, Consumer<Optional<AccountInfo>> reply) {
        GatewaySnapshot snapshot = snapshots.read();
        boolean isThere = snapshot.session() == ExchangeSession.State.LOGGED_IN
                && clock.nanoTime() - snapshot.takenNanos() < LONGEST_SILENCE_NANOS;
        long deadline = clock.nanoTime() + policy.exchangeCallTimeout().toNanos();
        AccountReplyDeadlines.Awaited awaited = new AccountReplyDeadlines.Awaited(reply, deadline);
        if (isThere && queue.offer(() -> synchronizer.askAccount(account, awaited::give))) {
            accountReplies.add(awaited);
        } else {
            awaited.give(Optional.empty());
        }
    }

    /** Answers who has waited long enough; called on the gateway's loop, now and then. */
    public void checkDeadlines() {
        accountReplies.checkDeadlines(clock.nanoTime());
    }

    /** Whether somebody waits whom {@link #checkDeadlines} may have to answer. */
    public boolean isAwaited() {
        return accountReplies.isAwaited();
    }

    private static DllGatewayException notFound(String account, String name) {
        return DllGatewayException.of(
                ErrorCode.ORDER_NOT_FOUND, OrderSent.NO, "There is no order " + name + " of account " + account + ".");
    }

    /** The session with the exchange. */
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

    /** What can be traded; empty where there was no session yet. */
    public Collection<Instrument> instruments() {
        return snapshots.read().instruments();
    }

    /** How the gateway is. */
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
            reasons.add("The exchange has not been looked at for "
                    + Duration.ofNanos(silence).toMillis() + " ms: a call to it hangs, or the journal's disk does.");
        }
        if (connected && !snapshot.recovered()) {
            reasons.add("The gateway is finding out what became of earlier orders.");
        }
        if (connected && snapshot.positions() == null && !snapshot.positionsArePending()) {
            reasons.add("The positions could not be read from the exchange.");
        }
        if (unknown > 0) {
            reasons.add((unknown == 1 ? "Of one order nobody knows" : "Of " + unknown + " orders nobody knows")
                    + " whether it reached the exchange; \"orders --state unknown\" shows more, \"order resolve\""
                    + " settles it.");
        }
        reasons.addAll(brakeReasons());
        reasons.addAll(snapshot.differences());
        String contradiction = orders.contradiction();
        if (contradiction != null) {
            reasons.add(contradiction);
        }
        String feedFault = snapshot.feedFault();
        if (feedFault != null) {
            reasons.add(feedFault);
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

    private List<String> brakeReasons() {
        List<String> reasons = new ArrayList<>();
        if (killSwitch != null) {
            killSwitch
                    .engagement()
                    .ifPresent(engaged -> reasons.add("The kill switch is engaged since " + engaged.at() + " by "
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

package dev.aftm.interactor.session;

import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.position.AccountPnl;
import dev.aftm.interactor.position.PositionSnapshot;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.reconciliation.AccountQueries;
import dev.aftm.interactor.reconciliation.FillBackfill;
import dev.aftm.interactor.reconciliation.JournalAgeCheck;
import dev.aftm.interactor.reconciliation.OrderReconciler;
import dev.aftm.interactor.reconciliation.PositionPoller;
import dev.aftm.interactor.reconciliation.PositionReconciler;
import dev.aftm.interactor.reconciliation.ReconciliationParts;
import dev.aftm.interactor.reconciliation.RecoverySchedule;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Synchronizes the gateway with the exchange: logs in, receives its reports, recovers open orders, queries fills and positions,
 * and publishes a snapshot of it all.
 *
 * <p>Used by the execution thread only, except where stated, and by {@code main} for the login at the start. It never waits: an
 * answer that is not there yet is received in a later {@link #step}.
 */
public final class ExchangeSynchronizer {

    private final Clock clock;
    private final Exchange exchange;
    private final OrderJournal journal;
    private final TradeBook fills;
    private final OrderTracker orders;
    private final Consumer<Tick> ticks;
    private final TradingSelection selection;
    private final SnapshotHolder snapshots;
    private final boolean isSimulated;
    private final RecoverySchedule recovery;
    private final JournalAgeCheck journalAge;
    private final FillBackfill backfill;
    private final PositionPoller positions;
    private final PositionReconciler reconciler;
    private final AccountQueries accounts;
    private final OrderReconciler orderReconciler;
    private ExchangeSession.State sessionBefore = ExchangeSession.State.LOGGED_OUT;
    private List<AccountPnl> profits = List.of();
    private @Nullable LocalDate tradingDay;
    private boolean sessionReported;

    /**
     * Creates a synchronizer that is not logged in; call {@link #login}.
     *
     * @param ticks receives the market's trades that the exchange reports
     */
    public ExchangeSynchronizer(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            TradeBook fills,
            OrderTracker orders,
            Consumer<Tick> ticks,
            TradingSelection selection,
            ReconciliationParts reconciliation,
            SnapshotHolder snapshots) {
        this.clock = clock;
        this.exchange = exchange;
        this.journal = journal;
        this.fills = fills;
        this.orders = orders;
        this.ticks = ticks;
        this.selection = selection;
        this.snapshots = snapshots;
        this.isSimulated = exchange.simulatedMarket().isPresent();
        this.recovery = reconciliation.recovery();
        this.journalAge = reconciliation.journalAge();
        this.orderReconciler = reconciliation.orders();
        this.backfill = reconciliation.fills();
        this.positions = reconciliation.positionPoller();
        this.reconciler = reconciliation.positions();
        this.accounts = reconciliation.accounts();
    }

    /** Whether the positions held before this session's fills are known. */
    public boolean arePositionsKnown() {
        return reconciler.isCompared() && backfill.isComplete();
    }

    /** Lasting differences between the exchange's positions and those computed from the fills, one sentence each. */
    public List<String> differences() {
        return reconciler.differences();
    }

    /** Whether the exchange is simulated, so that no order reaches a market. Constant; any thread. */
    public boolean isSimulated() {
        return isSimulated;
    }

    /** Restores the selected account and instrument, and starts the login. */
    public void login() {
        try {
            selection.begin();
        } catch (JournalException e) {
            // The journal tells its fault itself; orders are rejected until it is repaired.
        }
        exchange.login();
        step();
        publishSnapshot();
    }

    /** Starts a login if there is no session; empty if it has started, otherwise why not. */
    Optional<String> loginAgain() {
        return switch (exchange.state()) {
            case LOGGED_IN -> Optional.of("The gateway is already logged in; log out first to begin a new session.");
            case LOGGING_IN -> Optional.of("A login is already in progress.");
            case LOGGED_OUT, DISCONNECTED -> attempt(exchange::login);
        };
    }

    /** Starts a logout; empty if it has started, otherwise why not. */
    Optional<String> logout() {
        return exchange.state() == ExchangeSession.State.LOGGED_OUT
                ? Optional.of("The gateway is not logged in.")
                : attempt(exchange::logout);
    }

    private Optional<String> attempt(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            return Optional.of("The call to the exchange failed: " + e.getMessage());
        }
        step();
        publishSnapshot();
        return exchange.loginRefusal();
    }

    /**
     * Selects the account for which signals trade.
     *
     * @return empty on success, otherwise the reason why not
     */
    Optional<String> selectAccount(String account) {
        return choose(() -> selection.selectAccount(account));
    }

    /**
     * Subscribes to an instrument's trades.
     *
     * @return empty on success, otherwise the reason why not
     */
    Optional<String> register(String itemCode) {
        return choose(() -> selection.register(itemCode));
    }

    private Optional<String> choose(Supplier<Optional<String>> choice) {
        try {
            Optional<String> refusal = choice.get();
            publishSnapshot();
            return refusal;
        } catch (JournalException e) {
            // The journal tells its fault itself.
            return Optional.of("The journal cannot be written, so nothing was changed.");
        }
    }

    /**
     * Whether the login has ended. After a successful login, also whether all earlier fills are known, or the exchange has
     * failed to report them too often to wait for it any longer.
     */
    public boolean isSettled() {
        return switch (exchange.state()) {
            case LOGGING_IN -> false;
            case LOGGED_IN -> backfill.isSettled();
            case LOGGED_OUT, DISCONNECTED -> true;
        };
    }

    /** Processes what has arrived and makes the queries that are due. Fast; called often, between groups of orders. */
    public void step() {
        exchange.deliver(this::take);
        ExchangeSession.State state = exchange.state();
        if (isSessionNew()) {
            sessionBefore = state;
            sessionReported = false;
            sessionChanged(state);
        }
        orderReconciler.takeEarlier();
        if (state == ExchangeSession.State.LOGGED_IN) {
            stepJournalAge();
            stepRecovery();
            orderReconciler.askForWorking();
            backfill.ask(orderReconciler.missesFills());
            // An exchange without a network answers at once.
            exchange.deliver(this::take);
            backfill.take();
            positions.ask();
        }
        takePositions();
        accounts.take();
        orderReconciler.show();
    }

    private void takePositions() {
        boolean isAnswered = positions.take();
        PositionSnapshot seen = positions.seen();
        if (!isAnswered || seen == null || !backfill.isComplete()) {
            return;
        }
        try {
            reconciler.onDay(exchange.tradingDay());
            reconciler.compare(seen.positions());
        } catch (JournalException e) {
            // The next comparison records them.
        }
    }

    /** Queries an account's figures; the reply is given once, on the execution thread. */
    public void askAccount(String account, Consumer<Optional<AccountInfo>> reply) {
        accounts.ask(account, reply);
    }

    /** A session that ended and began again between two steps is a new one as well. */
    private boolean isSessionNew() {
        return sessionReported || exchange.state() != sessionBefore;
    }

    private void take(ExchangeEvent event) {
        if (event instanceof ExchangeEvent.SessionChanged) {
            sessionReported = true;
        } else if (event instanceof ExchangeEvent.OrderReport report) {
            journalAge.take(report);
            orders.take(report);
        } else if (event instanceof ExchangeEvent.OrderReplaced replacement) {
            orders.take(replacement);
        } else if (event instanceof ExchangeEvent.FillReport fill) {
            journalAge.take(fill);
            fills.take(fill);
            orders.take(fill);
        } else if (event instanceof ExchangeEvent.MarketTick trade) {
            fills.onTick(trade.tick());
            ticks.accept(trade.tick());
        }
    }

    private void sessionChanged(ExchangeSession.State state) {
        recovery.restart();
        journalAge.begin();
        backfill.begin();
        positions.begin();
        reconciler.beginSession();
        orderReconciler.begin();
        if (state == ExchangeSession.State.LOGGED_IN) {
            selection.beginSession();
            orderReconciler.readEarlier();
        }
        try {
            journal.note(new LogEvent.SessionChanged(state));
        } catch (JournalException e) {
            // It is told for the audit only.
        }
    }

    private void stepJournalAge() {
        boolean wasListed = journalAge.isListed();
        journalAge.step();
        if (!wasListed && journalAge.isListed()) {
            // An exchange without a network has reported everything by now.
            exchange.deliver(this::take);
            publishSnapshot();
        }
    }

    /** Returns why an order must not be sent because the journal is older than the exchange; empty if it may. */
    public Optional<String> refusalByAge(String account, NewOrder order, long queuedNanos) {
        return journalAge.refusal(account, order, queuedNanos);
    }

    /** Ends a group of orders that {@link #refusalByAge} has let through. */
    public void releaseByAge() {
        journalAge.release();
    }

    /** Takes orders into the journal that the exchange has although the journal lacks them; empty on success. */
    Optional<String> adopt(String by, String reason) {
        try {
            Optional<String> refusal = journalAge.adopt(by, reason);
            publishSnapshot();
            return refusal;
        } catch (JournalException e) {
            // The journal tells its fault itself.
            return Optional.of("The journal cannot be written, so nothing was changed.");
        }
    }

    private void stepRecovery() {
        try {
            boolean wasRecovered = recovery.isRecovered();
            if (recovery.step() && !wasRecovered) {
                // Orders are accepted again: published at once.
                publishSnapshot();
            }
        } catch (JournalException e) {
            // The next step tries again; until then no order is accepted.
        }
    }

    /** Starts to recover an order whose state has become unknown; no new order is accepted until the exchange has answered. */
    public void restartRecovery() {
        recovery.restart();
    }

    /**
     * Publishes a new snapshot, and queries what may have changed. Unlike {@link #step} it may be called in the middle of a
     * group of orders: it does not recover open orders, because those about to be sent are open.
     */
    public void publishSnapshot() {
        exchange.deliver(this::take);
        if (exchange.state() == ExchangeSession.State.LOGGED_IN) {
            tradingDay = exchange.tradingDay();
            orderReconciler.checkTradingDay(backfill.isComplete());
            positions.ask();
        }
        profits = fills.profits(tradingDay);
        publish();
    }

    /** Queries the positions again after orders were executed, and publishes a new snapshot. */
    public void refreshPositions(boolean atOnce) {
        // Until both sides agree, there are no computed positions to show meanwhile.
        positions.refresh(atOnce || !reconciler.isSound());
        publish();
    }

    private void publish() {
        exchange.deliver(this::take);
        takePositions();
        orderReconciler.show();
        // Fills, too, show what a journal lacks.
        boolean isCompared = journal.isHeadConfirmed() || backfill.isSettled();
        snapshots.publish(new GatewaySnapshot(
                clock.now(),
                clock.nanoTime(),
                exchange.state(),
                exchange.loginRefusal().orElse(""),
                selection.selections(),
                selection.instruments(),
                recovery.isRecovered() && journalAge.isListed() && isCompared && !isSessionNew(),
                exchange.accounts(),
                positions.seen(),
                positions.isPending(),
                backfill.isComplete() && reconciler.isSound() ? fills.openPositions() : null,
                profits,
                reconciler.differences(),
                tradingDay,
                selection.fault(),
                journalAge.mayLackOrders() || !isCompared,
                journalAge.finding(),
                journal.fault()));
    }
}

package dev.aftm.interactor.session;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.position.AccountPnl;
import dev.aftm.interactor.position.PositionSnapshot;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.reconciliation.AccountQueries;
import dev.aftm.interactor.reconciliation.FillBackfill;
import dev.aftm.interactor.reconciliation.OrderReconciler;
import dev.aftm.interactor.reconciliation.OrderRecovery;
import dev.aftm.interactor.reconciliation.PositionPoller;
import dev.aftm.interactor.reconciliation.PositionReconciler;
import dev.aftm.interactor.reconciliation.RecoverySchedule;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps up with the exchange: logs in, takes what it reports, looks after open orders, asks for fills and positions, and
 * hangs out what it all looks like for others to read.
 *
 * <p>Belongs to the one thread that owns the exchange's library. It never waits: what is not there yet is taken up in a
 * later {@link #step}.
 */
public final class ExchangeSynchronizer {

    /** How long an answer may take before the question counts as lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Clock clock;
    private final Exchange exchange;
    private final OrderJournal journal;
    private final RecoverySchedule recovery;
    private final TradeBook fills;
    private final OrderTracker orders;
    private final Consumer<Tick> ticks;
    private final MarketSelection selection;
    private final SnapshotHolder snapshots;
    private final boolean isSimulated;
    private final FillBackfill backfill;
    private final PositionPoller positions;
    private final PositionReconciler reconciler;
    private final AccountQueries accounts;
    private final OrderReconciler orderReconciler;
    private ExchangeSession.State sessionBefore = ExchangeSession.State.LOGGED_OUT;
    private List<AccountPnl> profits = List.of();
    private @Nullable LocalDate tradingDay;
    private boolean sessionReported;
    private @Nullable String journalFault;

    /**
     * Makes it; nothing happens before {@link #login}.
     *
     * @param ticks given the market's trades that the exchange reports by itself
     */
    public ExchangeSynchronizer(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            OrderRecovery recovery,
            TradeBook fills,
            OrderTracker orders,
            Consumer<Tick> ticks,
            SynchronizerOptions options,
            SnapshotHolder snapshots) {
        this.clock = clock;
        this.exchange = exchange;
        this.journal = journal;
        this.recovery = new RecoverySchedule(clock, journal, recovery);
        this.fills = fills;
        this.ticks = ticks;
        this.orders = orders;
        this.snapshots = snapshots;
        this.isSimulated = exchange.simulatedMarket().isPresent();
        this.selection = new MarketSelection(clock, exchange, journal, fills, options, isSimulated);
        this.backfill = new FillBackfill(clock, exchange, fills, PATIENCE);
        this.positions = new PositionPoller(clock, exchange, options.positionsRefresh(), PATIENCE);
        this.reconciler = new PositionReconciler(clock, fills, journal, !isSimulated);
        this.accounts = new AccountQueries(clock, exchange, PATIENCE);
        this.orderReconciler = new OrderReconciler(clock, exchange, journal, orders, options.background(), PATIENCE);
    }

    /** Whether it is known in this session what was held before it. For the thread that owns the exchange. */
    public boolean arePositionsKnown() {
        return reconciler.isCompared() && backfill.isComplete();
    }

    /** Where positions have stayed other than they follow from our fills, a sentence each. */
    public List<String> differences() {
        return reconciler.differences();
    }

    /** Whether no order reaches a market. Constant; safe for all threads. */
    public boolean isSimulated() {
        return isSimulated;
    }

    /** Takes up what was chosen before, and begins to log in. */
    public void login() {
        try {
            selection.begin();
        } catch (OrderJournal.JournalException e) {
            // As with every other fault of the journal, orders are refused until it is mended.
            journalFault = e.getMessage();
        }
        exchange.login();
        step();
        publishSnapshot();
    }

    /** Logs in where there is no session; empty where that has begun, else why it cannot be done. */
    Optional<String> loginAgain() {
        return switch (exchange.state()) {
            case LOGGED_IN -> Optional.of("The gateway is logged in already; log out first to begin a new session.");
            case LOGGING_IN -> Optional.of("A login is on its way already.");
            case LOGGED_OUT, DISCONNECTED -> attempt(exchange::login);
        };
    }

    /** Ends the session; empty where that has begun, else why it cannot be done. */
    Optional<String> logout() {
        return exchange.state() == ExchangeSession.State.LOGGED_OUT
                ? Optional.of("The gateway is not logged in.")
                : attempt(exchange::logout);
    }

    private Optional<String> attempt(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            return Optional.of("The exchange did not do this: " + e.getMessage());
        }
        step();
        publishSnapshot();
        return exchange.loginRefusal();
    }

    /** Selects the account that signals trade for; empty where that is done, else why it cannot be. */
    Optional<String> selectAccount(String account) {
        return choose(() -> selection.selectAccount(account));
    }

    /** Follows an instrument's trades; empty where that is done, else why it cannot be. */
    Optional<String> register(String itemCode) {
        return choose(() -> selection.register(itemCode));
    }

    private Optional<String> choose(Supplier<Optional<String>> choice) {
        try {
            Optional<String> refusal = choice.get();
            publishSnapshot();
            return refusal;
        } catch (OrderJournal.JournalException e) {
            journalFault = e.getMessage();
            return Optional.of("The journal cannot be written, so nothing was changed.");
        }
    }

    /**
     * Whether the login has ended and, where it succeeded, all earlier fills are known; or the exchange has failed to tell
     * them so often that others should not wait for it.
     */
    public boolean isSettled() {
        return switch (exchange.state()) {
            case LOGGING_IN -> false;
            case LOGGED_IN -> backfill.isSettled();
            case LOGGED_OUT, DISCONNECTED -> true;
        };
    }

    /** Takes in what has arrived and does what is due. Quick; to be called often, between groups of orders. */
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
        orderReconciler.show().ifPresent(this::journalFault);
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
        } catch (OrderJournal.JournalException e) {
            journalFault = e.getMessage();
        }
    }

    /** Asks what an account is worth; the reply is given once, later, on the thread that owns the exchange. */
    public void askAccount(String account, Consumer<Optional<AccountInfo>> reply) {
        accounts.ask(account, reply);
    }

    /** A session that ended and began again between two looks is a new one as well. */
    private boolean isSessionNew() {
        return sessionReported || exchange.state() != sessionBefore;
    }

    private void take(ExchangeEvent event) {
        if (event instanceof ExchangeEvent.SessionChanged) {
            sessionReported = true;
        } else if (event instanceof ExchangeEvent.OrderReport report) {
            orders.take(report);
        } else if (event instanceof ExchangeEvent.FillReport fill) {
            fills.take(fill);
            orders.take(fill);
        } else if (event instanceof ExchangeEvent.MarketTick trade) {
            fills.onTick(trade.tick());
            ticks.accept(trade.tick());
        }
    }

    private void sessionChanged(ExchangeSession.State state) {
        recovery.beginAnew();
        backfill.begin();
        positions.begin();
        reconciler.beginSession();
        orderReconciler.begin();
        if (state == ExchangeSession.State.LOGGED_IN) {
            selection.beginSession();
            orderReconciler.readEarlier();
        }
        try {
            journal.note("session", state.name());
            journalFault = null;
        } catch (OrderJournal.JournalException e) {
            journalFault = e.getMessage();
        }
    }

    private void stepRecovery() {
        try {
            boolean wasRecovered = recovery.isRecovered();
            if (recovery.step()) {
                journalFault = null;
                if (!wasRecovered) {
                    // Orders are taken again, and others should know at once.
                    publishSnapshot();
                }
            }
        } catch (OrderJournal.JournalException e) {
            // Tried again with the next step; until then no order is taken.
            journalFault = e.getMessage();
        }
    }

    /** An order's state has become unknown: the exchange is asked about it, and no order is taken until then. */
    public void lookForOpenOrders() {
        recovery.beginAnew();
    }

    /** Tells whether the journal can be written; null where it can. */
    public void journalFault(@Nullable String fault) {
        journalFault = fault;
    }

    /**
     * Hangs out what the exchange looks like now, and asks for what may have changed. Unlike {@link #step} it may be called
     * in the middle of a group of orders: it never looks for open orders, since those that are about to be sent are open.
     */
    public void publishSnapshot() {
        exchange.deliver(this::take);
        if (exchange.state() == ExchangeSession.State.LOGGED_IN) {
            tradingDay = exchange.tradingDay();
            orderReconciler.lookAtDay(backfill.isComplete());
            positions.ask();
        }
        profits = fills.profits(tradingDay);
        publish();
    }

    /** Reads the positions anew and publishes: orders have been executed, what was read before is no longer so. */
    public void refreshPositions(boolean atOnce) {
        // Until both sides have agreed, nothing else could be shown meanwhile.
        positions.askAnew(atOnce || !reconciler.isSound());
        publish();
    }

    private void publish() {
        exchange.deliver(this::take);
        takePositions();
        orderReconciler.show().ifPresent(this::journalFault);
        snapshots.publish(new GatewaySnapshot(
                clock.now(),
                clock.nanoTime(),
                exchange.state(),
                exchange.loginRefusal().orElse(""),
                selection.selections(),
                selection.instruments(),
                recovery.isRecovered() && !isSessionNew(),
                exchange.accounts(),
                positions.seen(),
                positions.isPending(),
                backfill.isComplete() && reconciler.isSound() ? fills.openPositions() : null,
                profits,
                reconciler.differences(),
                tradingDay,
                selection.fault(),
                journalFault));
    }
}

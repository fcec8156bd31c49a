package dev.aftm.interactor.usecase;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.gateway.AccountInfo;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Exchange;
import dev.aftm.interactor.port.ExchangeEvent;
import dev.aftm.interactor.port.ExchangeSession;
import dev.aftm.interactor.port.OrderJournal;
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
public final class ExchangeWatch {

    /** How long an answer may take before the question counts as lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Clock clock;
    private final Exchange exchange;
    private final OrderJournal journal;
    private final RecoveryWatch recovery;
    private final FillBook fills;
    private final OrderBook orders;
    private final Consumer<Tick> ticks;
    private final TradedMarket traded;
    private final SnapshotBoard board;
    private final boolean isSimulated;
    private final FillCatchUp catchUp;
    private final PositionWatch positions;
    private final PositionReconciliation reconciliation;
    private final AccountQuestions accounts;
    private final OrderWatch ordersWatch;
    private ExchangeSession.State sessionBefore = ExchangeSession.State.LOGGED_OUT;
    private List<AccountProfit> profits = List.of();
    private @Nullable LocalDate tradingDay;
    private boolean sessionReported;
    private @Nullable String journalFault;

    /**
     * Makes it; nothing happens before {@link #login}.
     *
     * @param ticks given the market's trades that the exchange reports by itself
     */
    public ExchangeWatch(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            Recovery recovery,
            FillBook fills,
            OrderBook orders,
            Consumer<Tick> ticks,
            WatchOptions options,
            SnapshotBoard board) {
        this.clock = clock;
        this.exchange = exchange;
        this.journal = journal;
        this.recovery = new RecoveryWatch(clock, journal, recovery);
        this.fills = fills;
        this.ticks = ticks;
        this.orders = orders;
        this.board = board;
        this.isSimulated = exchange.simulatedMarket().isPresent();
        this.traded = new TradedMarket(clock, exchange, journal, fills, options, isSimulated);
        this.catchUp = new FillCatchUp(clock, exchange, fills, PATIENCE);
        this.positions = new PositionWatch(clock, exchange, options.positionsRefresh(), PATIENCE);
        this.reconciliation = new PositionReconciliation(clock, fills, journal, !isSimulated);
        this.accounts = new AccountQuestions(clock, exchange, PATIENCE);
        this.ordersWatch = new OrderWatch(clock, exchange, journal, orders, options.background(), PATIENCE);
    }

    /** Whether it is known in this session what was held before it. For the thread that owns the exchange. */
    public boolean arePositionsKnown() {
        return reconciliation.isCompared() && catchUp.isComplete();
    }

    /** Where positions have stayed other than they follow from our fills, a sentence each. */
    List<String> differences() {
        return reconciliation.differences();
    }

    /** Whether no order reaches a market. Constant; safe for all threads. */
    boolean isSimulated() {
        return isSimulated;
    }

    /** Takes up what was chosen before, and begins to log in. */
    public void login() {
        try {
            traded.begin();
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
        return choose(() -> traded.selectAccount(account));
    }

    /** Follows an instrument's trades; empty where that is done, else why it cannot be. */
    Optional<String> register(String itemCode) {
        return choose(() -> traded.register(itemCode));
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
            case LOGGED_IN -> catchUp.isSettled();
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
        ordersWatch.takeEarlier();
        if (state == ExchangeSession.State.LOGGED_IN) {
            stepRecovery();
            ordersWatch.askForWorking();
            catchUp.ask(ordersWatch.missesFills());
            // An exchange without a network answers at once.
            exchange.deliver(this::take);
            catchUp.take();
            positions.ask();
        }
        takePositions();
        accounts.take();
        ordersWatch.show().ifPresent(this::journalFault);
    }

    private void takePositions() {
        boolean isAnswered = positions.take();
        PositionsSeen seen = positions.seen();
        if (!isAnswered || seen == null || !catchUp.isComplete()) {
            return;
        }
        try {
            reconciliation.onDay(exchange.tradingDay());
            reconciliation.compare(seen.positions());
        } catch (OrderJournal.JournalException e) {
            journalFault = e.getMessage();
        }
    }

    /** Asks what an account is worth; the reply is given once, later, on the thread that owns the exchange. */
    void askAccount(String account, Consumer<Optional<AccountInfo>> reply) {
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
        catchUp.begin();
        positions.begin();
        reconciliation.beginSession();
        ordersWatch.begin();
        if (state == ExchangeSession.State.LOGGED_IN) {
            traded.beginSession();
            ordersWatch.readEarlier();
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
    void lookForOpenOrders() {
        recovery.beginAnew();
    }

    /** Tells whether the journal can be written; null where it can. */
    void journalFault(@Nullable String fault) {
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
            ordersWatch.lookAtDay(catchUp.isComplete());
            positions.ask();
        }
        profits = fills.profits(tradingDay);
        publish();
    }

    /** Reads the positions anew and publishes: orders have been executed, what was read before is no longer so. */
    void refreshPositions(boolean atOnce) {
        // Until both sides have agreed, nothing else could be shown meanwhile.
        positions.askAnew(atOnce || !reconciliation.isSound());
        publish();
    }

    private void publish() {
        exchange.deliver(this::take);
        takePositions();
        ordersWatch.show().ifPresent(this::journalFault);
        board.publish(new GatewaySnapshot(
                clock.now(),
                clock.nanoTime(),
                exchange.state(),
                exchange.loginRefusal().orElse(""),
                traded.choices(),
                traded.instruments(),
                recovery.isRecovered() && !isSessionNew(),
                exchange.accounts(),
                positions.seen(),
                positions.isPending(),
                catchUp.isComplete() && reconciliation.isSound() ? fills.openPositions() : null,
                profits,
                reconciliation.differences(),
                tradingDay,
                traded.fault(),
                journalFault));
    }
}

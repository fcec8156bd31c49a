package dev.aftm.interactor.usecase;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Exchange;
import dev.aftm.interactor.port.ExchangeEvent;
import dev.aftm.interactor.port.ExchangeSession;
import dev.aftm.interactor.port.OrderJournal;
import java.time.Duration;
import java.util.function.Consumer;
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
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How often the exchange is asked again for orders in doubt. */
    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(30).toNanos();

    private final Clock clock;
    private final Exchange exchange;
    private final OrderJournal journal;
    private final Recovery recovery;
    private final FillBook fills;
    private final Consumer<Tick> ticks;
    private final @Nullable String registeredItem;
    private final SnapshotBoard board;
    private final FillCatchUp catchUp;
    private final PositionWatch positions;
    private ExchangeSession.State sessionBefore = ExchangeSession.State.LOGGED_OUT;
    private boolean sessionReported;
    private boolean recovering;
    private boolean recovered;
    private long nextLookNanos;
    private @Nullable String feedFault;
    private @Nullable String journalFault;

    /**
     * Makes it; nothing happens before {@link #login}.
     *
     * @param ticks given the market's trades that the exchange reports by itself
     * @param registeredItem whose trades it is to report; null where a tape is played instead
     */
    public ExchangeWatch(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            Recovery recovery,
            FillBook fills,
            Consumer<Tick> ticks,
            @Nullable String registeredItem,
            SnapshotBoard board) {
        this.clock = clock;
        this.exchange = exchange;
        this.journal = journal;
        this.recovery = recovery;
        this.fills = fills;
        this.ticks = ticks;
        this.registeredItem = registeredItem;
        this.board = board;
        this.catchUp = new FillCatchUp(clock, exchange, fills, PATIENCE);
        this.positions = new PositionWatch(clock, exchange, PATIENCE);
    }

    /** Begins to log in. */
    public void login() {
        exchange.login();
        step();
        publishSnapshot();
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
        if (state == ExchangeSession.State.LOGGED_IN) {
            stepRecovery();
            catchUp.ask();
            // An exchange without a network answers at once.
            exchange.deliver(this::take);
            catchUp.take();
        }
        positions.take();
    }

    /** A session that ended and began again between two looks is a new one as well. */
    private boolean isSessionNew() {
        return sessionReported || exchange.state() != sessionBefore;
    }

    private void take(ExchangeEvent event) {
        if (event instanceof ExchangeEvent.SessionChanged) {
            sessionReported = true;
        } else if (event instanceof ExchangeEvent.FillReport fill) {
            fills.take(fill);
        } else if (event instanceof ExchangeEvent.MarketTick trade) {
            fills.onTick(trade.tick());
            ticks.accept(trade.tick());
        }
    }

    private void sessionChanged(ExchangeSession.State state) {
        recovering = false;
        recovered = false;
        catchUp.begin();
        positions.begin();
        if (state == ExchangeSession.State.LOGGED_IN) {
            listInstruments();
            register();
        }
        try {
            journal.note("session", state.name());
            journalFault = null;
        } catch (OrderJournal.JournalException e) {
            journalFault = e.getMessage();
        }
    }

    /** Without them profits are counted in points; that is no reason not to trade. */
    private void listInstruments() {
        try {
            fills.list(exchange.instruments());
            feedFault = null;
        } catch (RuntimeException e) {
            feedFault = e.getMessage();
        }
    }

    /** Anew in each session: the exchange may have forgotten. */
    private void register() {
        if (registeredItem == null) {
            return;
        }
        try {
            exchange.register(registeredItem);
        } catch (RuntimeException e) {
            feedFault = e.getMessage();
        }
    }

    private void stepRecovery() {
        if (recovered && !isTimeToLookAgain()) {
            return;
        }
        try {
            if (!recovering) {
                recovery.begin();
                recovering = true;
            }
            if (recovery.step()) {
                recoveryEnded();
            }
        } catch (OrderJournal.JournalException e) {
            // Tried again with the next step; until then no order is taken.
            journalFault = e.getMessage();
            recovering = false;
        }
    }

    private void recoveryEnded() {
        nextLookNanos = clock.nanoTime() + LOOK_AGAIN_NANOS;
        recovering = false;
        journalFault = null;
        if (!recovered) {
            recovered = true;
            // Orders are taken again, and others should know at once.
            publishSnapshot();
        }
    }

    /**
     * Now and then the exchange is asked again for orders that are still in doubt. Orders are taken meanwhile: between
     * groups nothing is open but what is in doubt.
     */
    private boolean isTimeToLookAgain() {
        return recovering || (clock.nanoTime() - nextLookNanos >= 0 && journal.unknownCount() > 0);
    }

    /** An order's state has become unknown: the exchange is asked about it, and no order is taken until then. */
    void lookForOpenOrders() {
        recovering = false;
        recovered = false;
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
            positions.ask();
        }
        publish();
    }

    /** Reads the positions anew and publishes: orders have been executed, what was read before is no longer so. */
    void refreshPositions() {
        positions.askAnew();
        publish();
    }

    private void publish() {
        exchange.deliver(this::take);
        positions.take();
        board.publish(new GatewaySnapshot(
                clock.now(),
                clock.nanoTime(),
                exchange.state(),
                recovered && !isSessionNew(),
                exchange.accounts(),
                positions.positions(),
                positions.isPending(),
                feedFault,
                journalFault));
    }
}

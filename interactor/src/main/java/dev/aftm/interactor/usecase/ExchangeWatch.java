package dev.aftm.interactor.usecase;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.gateway.PositionInfo;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Exchange;
import dev.aftm.interactor.port.ExchangeEvent;
import dev.aftm.interactor.port.ExchangeSession;
import dev.aftm.interactor.port.OrderJournal;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps up with the exchange: logs in, takes what it reports, looks after open orders after each login, asks for what was
 * lost, and hangs out what it all looks like for others to read.
 *
 * <p>Belongs to the one thread that owns the exchange's library. It never waits: what is not there yet is taken up in a
 * later {@link #step}.
 */
public final class ExchangeWatch {

    /** How long an answer may take before the question counts as lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How often missing fills are asked for. */
    private static final long CATCH_UP_NANOS = Duration.ofMillis(200).toNanos();

    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    /** How often positions are asked for where nothing happens. */
    private static final long POSITIONS_NANOS = Duration.ofMillis(500).toNanos();

    /** How often the exchange is asked again for orders in doubt. */
    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(30).toNanos();

    /** How many answers about fills may be lost before the start goes on without them. */
    private static final int MOST_LOST_ANSWERS = 3;

    private final Clock clock;
    private final Exchange exchange;
    private final OrderJournal journal;
    private final Recovery recovery;
    private final FillBook fills;
    private final Consumer<Tick> ticks;
    private final SnapshotBoard board;
    private final @Nullable String registeredItem;
    private final Question<List<PositionInfo>> positionQuestion;
    private final Question<Integer> fillQuestion;
    private ExchangeSession.State sessionBefore = ExchangeSession.State.LOGGED_OUT;
    private boolean sessionReported;
    private boolean recovering;
    private boolean recovered;
    private boolean caughtUp;
    private int lostAnswers;
    private long nextCatchUpNanos;
    private long catchUpPauseNanos = CATCH_UP_NANOS;
    private long nextPositionsNanos;
    private long nextLookNanos;
    private boolean positionsArePending;
    private @Nullable List<PositionInfo> positions;
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
        this.positionQuestion = new Question<>(clock, PATIENCE);
        this.fillQuestion = new Question<>(clock, PATIENCE);
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
            case LOGGED_IN -> caughtUp || lostAnswers >= MOST_LOST_ANSWERS;
            case LOGGED_OUT, DISCONNECTED -> true;
        };
    }

    /** Takes in what has arrived and does what is due. Quick; to be called often. */
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
            stepCatchUp();
        }
        takePositions();
    }

    private void takePositions() {
        if (positionQuestion.isOver()) {
            positions = positionQuestion.take().orElse(null);
            positionsArePending = false;
        }
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
        caughtUp = false;
        lostAnswers = 0;
        nextCatchUpNanos = clock.nanoTime();
        catchUpPauseNanos = CATCH_UP_NANOS;
        positions = null;
        if (state == ExchangeSession.State.LOGGED_IN) {
            fills.list(exchange.instruments());
            register();
        }
        positionQuestion.forget();
        fillQuestion.forget();
        try {
            journal.note("session", state.name());
            journalFault = null;
        } catch (OrderJournal.JournalException e) {
            journalFault = e.getMessage();
        }
    }

    /** Anew in each session: the exchange may have forgotten. */
    private void register() {
        if (registeredItem == null) {
            return;
        }
        try {
            exchange.register(registeredItem);
            feedFault = null;
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
            boolean done = recovery.step();
            if (done) {
                nextLookNanos = clock.nanoTime() + LOOK_AGAIN_NANOS;
                recovering = false;
                journalFault = null;
            }
            if (done && !recovered) {
                recovered = true;
                // Orders are taken again, and others should know at once.
                publishSnapshot();
            }
        } catch (OrderJournal.JournalException e) {
            // Tried again with the next step; until then no order is taken.
            journalFault = e.getMessage();
            recovering = false;
        }
    }

    /**
     * Now and then the exchange is asked again for orders that are still in doubt. Orders are taken meanwhile: between
     * groups nothing is open but what is in doubt.
     */
    private boolean isTimeToLookAgain() {
        return recovering || (clock.nanoTime() - nextLookNanos >= 0 && journal.unknownCount() > 0);
    }

    private void stepCatchUp() {
        boolean due = (!caughtUp || fills.isBehind()) && clock.nanoTime() - nextCatchUpNanos >= 0;
        if (due && !fillQuestion.isAsked()) {
            fillQuestion.ask(exchange::resendFills);
            nextCatchUpNanos = clock.nanoTime() + catchUpPauseNanos;
            // An exchange without a network answers at once.
            exchange.deliver(this::take);
        }
        if (fillQuestion.isOver()) {
            boolean answered = fillQuestion.take().isPresent();
            caughtUp = answered || caughtUp;
            lostAnswers += answered ? 0 : 1;
            // An exchange that fails to tell is asked more and more seldom.
            catchUpPauseNanos = answered ? CATCH_UP_NANOS : Math.min(2 * catchUpPauseNanos, LONGEST_PAUSE_NANOS);
        }
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
        boolean isDue = clock.nanoTime() - nextPositionsNanos >= 0;
        if (exchange.state() == ExchangeSession.State.LOGGED_IN && isDue) {
            askForPositions();
        }
        publish();
    }

    /** Reads the positions anew and publishes: orders have been executed, what was read before is no longer so. */
    void refreshPositions() {
        positionQuestion.forget();
        positions = null;
        positionsArePending = true;
        askForPositions();
        publish();
    }

    private void askForPositions() {
        nextPositionsNanos = clock.nanoTime() + POSITIONS_NANOS;
        positionQuestion.ask(exchange::openPositions);
        exchange.deliver(this::take);
        takePositions();
    }

    private void publish() {
        board.publish(new GatewaySnapshot(
                clock.now(),
                clock.nanoTime(),
                exchange.state(),
                recovered && !isSessionNew(),
                exchange.accounts(),
                positions,
                positionsArePending,
                feedFault,
                journalFault));
    }
}

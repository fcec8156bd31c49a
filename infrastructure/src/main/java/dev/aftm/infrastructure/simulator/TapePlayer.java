package dev.aftm.infrastructure.simulator;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.market.SimulatedMarket;
import dev.aftm.interactor.port.market.Tape;
import dev.aftm.interactor.port.market.TapeCheckpoint;
import dev.aftm.interactor.port.publication.SequencedTick;
import dev.aftm.interactor.port.publication.TickPublisher;
import dev.aftm.interactor.position.TradeBook;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays a tape into the simulated market and publishes its ticks. Plays by time, or one tick at a time as the strategy
 * confirms them; then no tick is dropped, and every order is matched against the tick that caused it.
 *
 * <p>Used by the execution thread; {@link #confirmed} is for the gateway's loop, and {@link #isOver} is safe for all threads.
 */
public final class TapePlayer implements AutoCloseable {

    /** Time until an unconfirmed tick is published again; its subscriber may have connected after the last time. */
    private static final long REPEAT_NANOS = Duration.ofMillis(100).toNanos();

    /** The longest wait for the reports of the last fills. */
    private static final long LAST_FILLS_NANOS = Duration.ofSeconds(10).toNanos();

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(1).toNanos();

    private static final int PACED_BATCH = 256;

    private final Clock clock;
    private final Tape tape;
    private final ReplaySpeed pace;
    private final SimulatedMarket market;
    private final TickPublisher publisher;
    private final TapeCheckpoint checkpoint;
    private final TapeCheckpoint.Mark start;
    private final TradeBook fills;
    private final Consumer<Summary> atEnd;
    private final Map<String, Long> sequences = new HashMap<>();
    private volatile Confirmation confirmation = new Confirmation(0, 0);
    private volatile long publishedPosition;
    private long position;
    private @Nullable SequencedTick unconfirmed;
    private @Nullable Entering entering;
    private long keptPosition;
    private @Nullable Tick next;
    private @Nullable Instant firstTickTime;
    private long firstTickNanos;
    private long publishedNanos;
    private boolean begun;
    private boolean ended;
    private long endedNanos;
    private volatile boolean finished;

    /** The strategy's last confirmation; replaced atomically by the gateway's loop. */
    private record Confirmation(long position, long signals) {}

    /** A tick that the market is given, and may fail to take because its disk is full. */
    private record Entering(Tick tick, boolean awaitsConfirmation) {}

    /**
     * The result of a replay.
     *
     * @param ticks ticks played
     * @param signals signals caused, as reported by the strategy
     * @param orders orders that the exchange received during the replay
     * @param fills our fills during the replay
     * @param realizedPnl P&amp;L realised during the replay, in the contracts' currency
     */
    public record Summary(long ticks, long signals, long orders, long fills, BigDecimal realizedPnl) {}

    /**
     * Opens the tape at its checkpoint, or at its start.
     *
     * @param tapeId identifies the tape in the checkpoint
     * @param runId identifies the run in the checkpoint
     * @param newFeedId the id of the feed if the tape starts from the beginning
     * @param fills all our fills, including those before the replay
     * @param atEnd called once when the tape has ended and all ticks are confirmed
     */
    public TapePlayer(
            Clock clock,
            Tape tape,
            String tapeId,
            String runId,
            String newFeedId,
            ReplaySpeed pace,
            SimulatedMarket market,
            TradeBook fills,
            TickPublisher publisher,
            TapeCheckpoint checkpoint,
            Consumer<Summary> atEnd) {
        this.clock = clock;
        this.tape = tape;
        this.pace = pace;
        this.market = market;
        this.publisher = publisher;
        this.checkpoint = checkpoint;
        this.fills = fills;
        this.atEnd = atEnd;
        this.start = checkpoint.open(
                tapeId,
                runId,
                new TapeCheckpoint.Mark(
                        newFeedId,
                        0,
                        0,
                        market.orderCount(),
                        fills.fills().size(),
                        fills.positions().realizedPnl()));
        skipTo(start.position());
    }

    /** Whether the replay continues after a restart. */
    public boolean isContinued() {
        return start.position() > 0;
    }

    /** Whether the replay has ended. Safe for all threads. */
    public boolean isOver() {
        return finished;
    }

    /** The number of ticks played so far. */
    public long position() {
        return position;
    }

    /**
     * Records that the strategy has processed a tick. May be called by one other thread, the gateway's loop.
     *
     * @param feedId the feed of the tick
     * @param position the tick's position in the feed; a position that was never published is ignored
     * @param signalsSoFar signals caused by the feed so far, as counted by the strategy
     */
    public void confirmed(String feedId, long position, long signalsSoFar) {
        boolean news = position > confirmation.position() && position <= publishedPosition;
        if (feedId.equals(start.feedId()) && news) {
            confirmation = new Confirmation(position, signalsSoFar);
        }
    }

    /**
     * Plays all ticks that are due. If it throws because the market or the checkpoint cannot write, the next call continues where
     * this one failed; no tick is lost or played twice.
     *
     * @return time until the next call, in nanoseconds; {@link Long#MAX_VALUE} at the end
     */
    public long play() {
        if (finished) {
            return Long.MAX_VALUE;
        }
        SequencedTick out = unconfirmed;
        if (out != null) {
            if (confirmation.position() < out.position()) {
                return repeat(out);
            }
        }
        if (keptPosition < position) {
            keepPosition();
        }
        unconfirmed = null;
        Entering again = entering;
        if (again != null) {
            enter(again.tick(), again.awaitsConfirmation());
            publisher.flush();
            return 0;
        }
        long wait = pace instanceof ReplaySpeed.Timed timed ? playTimed(timed) : playWaiting();
        publisher.flush();
        return wait;
    }

    /** Publishes an unconfirmed tick again after {@link #REPEAT_NANOS}. */
    private long repeat(SequencedTick out) {
        long wait = publishedNanos + REPEAT_NANOS - clock.nanoTime();
        if (wait > 0) {
            return wait;
        }
        publisher.publish(out);
        publisher.flush();
        publishedNanos = clock.nanoTime();
        return REPEAT_NANOS;
    }

    private long playWaiting() {
        Tick tick = take();
        if (tick == null) {
            return finish();
        }
        enter(tick, true);
        return REPEAT_NANOS;
    }

    private long playTimed(ReplaySpeed.Timed timed) {
        for (int i = 0; i < PACED_BATCH; i++) {
            Tick tick = peek();
            if (tick == null) {
                return finish();
            }
            long wait = dueNanos(tick, timed.speed()) - clock.nanoTime();
            if (wait > 0) {
                return wait;
            }
            next = null;
            boolean isFirst = !begun;
            begun = true;
            boolean awaits = timed.withStrategy() && (isFirst || peek() == null);
            enter(tick, awaits);
            if (awaits) {
                if (isFirst) {
                    // The wait for the strategy does not count as replay time.
                    firstTickTime = null;
                }
                return REPEAT_NANOS;
            }
            keepPosition();
        }
        return 0;
    }

    private void keepPosition() {
        checkpoint.advance(position, confirmation.signals());
        keptPosition = position;
    }

    private long dueNanos(Tick tick, BigDecimal speed) {
        Instant first = firstTickTime;
        if (first == null) {
            firstTickTime = tick.time();
            firstTickNanos = clock.nanoTime();
            return firstTickNanos;
        }
        return firstTickNanos
                + BigDecimal.valueOf(Duration.between(first, tick.time()).toNanos())
                        .divide(speed, MathContext.DECIMAL64)
                        .longValue();
    }

    /** Passes the tick to the market, and then to subscribers. */
    private void enter(Tick tick, boolean awaitsConfirmation) {
        entering = new Entering(tick, awaitsConfirmation);
        market.trade(tick);
        entering = null;
        position++;
        publishedPosition = position;
        fills.onTick(tick);
        long sequence = sequences.merge(tick.itemCode(), 1L, Long::sum);
        SequencedTick sequenced = new SequencedTick(start.feedId(), sequence, position, awaitsConfirmation, tick);
        publisher.publish(sequenced);
        if (awaitsConfirmation) {
            unconfirmed = sequenced;
            publishedNanos = clock.nanoTime();
        }
    }

    /** Ends the replay once the reports of the last fills have arrived, or after {@link #LAST_FILLS_NANOS}. */
    private long finish() {
        fills.expect(market.fillCount());
        if (!ended) {
            ended = true;
            endedNanos = clock.nanoTime();
        }
        if (fills.isBehind() && clock.nanoTime() - endedNanos < LAST_FILLS_NANOS) {
            return LOOK_AGAIN_NANOS;
        }
        checkpoint.finished();
        finished = true;
        atEnd.accept(new Summary(
                position,
                confirmation.signals(),
                market.orderCount() - start.ordersBefore(),
                fills.fills().size() - start.fillsBefore(),
                fills.positions().realizedPnl().subtract(start.realizedBefore())));
        return Long.MAX_VALUE;
    }

    private @Nullable Tick take() {
        Tick tick = peek();
        next = null;
        return tick;
    }

    private @Nullable Tick peek() {
        if (next == null) {
            next = tape.next();
        }
        return next;
    }

    /** Skips the ticks played before a restart; the market only needs their last price. */
    private void skipTo(long target) {
        Tick last = null;
        while (position < target) {
            Tick tick = tape.next();
            if (tick == null) {
                break;
            }
            sequences.merge(tick.itemCode(), 1L, Long::sum);
            last = tick;
            position++;
        }
        Tick firstPrice = last == null ? peek() : last;
        if (firstPrice != null) {
            market.openAt(firstPrice);
        }
        publishedPosition = position;
        keptPosition = position;
        confirmation = new Confirmation(position, start.signals());
    }

    @Override
    public void close() {
        checkpoint.close();
        tape.close();
    }
}

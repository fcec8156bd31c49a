package dev.aftm.interactor.trading;

import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionState;
import dev.aftm.domain.strategy.SignalReason;
import dev.aftm.domain.strategy.Strategy;
import dev.aftm.domain.strategy.StrategyStep;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.publication.SequencedTick;
import dev.aftm.interactor.port.publication.TickAckReceiver;
import dev.aftm.interactor.port.signal.OutgoingSignal;
import dev.aftm.interactor.port.signal.SignalAck;
import dev.aftm.interactor.port.signal.SignalChannel;
import dev.aftm.interactor.port.store.StrategyStore;
import dev.aftm.interactor.port.store.StrategyStore.FeedPosition;
import dev.aftm.interactor.port.store.StrategyStore.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a strategy so that it can be killed at any moment and restarted. The effects of a tick are stored before its signals
 * are sent, signals are sent again until they are acknowledged, and a tick that awaits confirmation is not processed twice.
 *
 * <p>While the store cannot be used it sends no signal. It then begins again from what is stored, as after a restart, because
 * memory may be ahead of the store, or the store of memory.
 *
 * <p>Used by the strategy's loop; no call waits for another process.
 */
public final class StrategyRunner {

    private static final long RESEND_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LOOK_FOR_CHANGES_NANOS = Duration.ofMillis(250).toNanos();
    private static final long TRY_AGAIN_NANOS = Duration.ofMillis(250).toNanos();

    private final Clock clock;
    private final Strategy strategy;
    private final StrategyStore store;
    private final SignalChannel channel;
    private final TickAckReceiver tickAck;
    private final Duration signalLife;
    private final StrategyCounts counts;
    private final Map<String, OutgoingSignal> unacknowledged = new LinkedHashMap<>();
    private final Map<String, SequencedTick> missed = new LinkedHashMap<>();
    private @Nullable FeedPosition position;
    private @Nullable SequencedTick unconfirmed;
    private long storeVersion;
    private long nextResendNanos;
    private long nextLookNanos;
    private @Nullable String fault = "The strategy has not read its store yet.";
    private long nextTryNanos;

    /**
     * Creates a runner; {@link #start} must be called before the first tick.
     *
     * @param signalLife how long an order may be sent after its signal
     * @param counts counts ticks and signals
     */
    public StrategyRunner(
            Clock clock,
            Strategy strategy,
            StrategyStore store,
            SignalChannel channel,
            TickAckReceiver tickAck,
            Duration signalLife,
            StrategyCounts counts) {
        this.clock = clock;
        this.strategy = strategy;
        this.store = store;
        this.channel = channel;
        this.tickAck = tickAck;
        this.signalLife = signalLife;
        this.counts = counts;
        this.nextTryNanos = clock.nanoTime();
    }

    /** Loads the stored conditions and resends the signals that are not acknowledged. */
    public void start() {
        var unused = isDone(() -> {});
    }

    /** Returns why the store cannot be used, so that no tick is processed; null if it can. */
    public @Nullable String fault() {
        return fault;
    }

    /**
     * Processes a tick of the feed. While the store cannot be used, a tick that awaits confirmation is left to be repeated;
     * others count as missed, but for the last of each instrument, which is processed as soon as it can be.
     */
    public void onTick(SequencedTick sequenced) {
        counts.tick(sequenced);
        if (!isDone(() -> process(sequenced)) && !sequenced.awaitsConfirmation()) {
            counts.tickMissed();
            missed.put(sequenced.tick().itemCode(), sequenced);
        }
    }

    private boolean isDone(Runnable step) {
        if (fault != null && clock.nanoTime() - nextTryNanos < 0) {
            return false;
        }
        try {
            if (fault != null) {
                restore();
            }
            step.run();
            return true;
        } catch (StoreException e) {
            fault = e.getMessage();
            nextTryNanos = clock.nanoTime() + TRY_AGAIN_NANOS;
            return false;
        }
    }

    private void restore() {
        // First, so that a change that comes while it reads is seen the next time.
        long version = store.version();
        List<Condition> conditions = store.conditions();
        List<OutgoingSignal> signals = store.unacknowledged();
        FeedPosition last = position;
        if (last != null) {
            // A disk may be full and readable; what it takes to go on is a commit.
            store.commit(List.of(), List.of(), store.position(last.feedId()));
        }
        storeVersion = version;
        List.copyOf(strategy.conditions()).forEach(condition -> strategy.remove(condition.id()));
        conditions.forEach(strategy::put);
        unacknowledged.clear();
        signals.forEach(signal -> unacknowledged.put(signal.signal().id(), signal));
        position = null;
        fault = null;
        resend();
        for (Iterator<SequencedTick> ticks = missed.values().iterator(); ticks.hasNext(); ) {
            process(ticks.next());
            ticks.remove();
        }
    }

    private void process(SequencedTick sequenced) {
        FeedPosition before = positionIn(sequenced.feedId());
        if (sequenced.position() > before.sequence() || !sequenced.awaitsConfirmation()) {
            apply(sequenced, before);
        }
        if (sequenced.awaitsConfirmation()) {
            unconfirmed = sequenced;
            confirmIfDone();
        }
    }

    /** Processes the executor's acknowledgement of a signal. A repeated one changes nothing. */
    public void onAnswer(SignalAck ack) {
        // If it cannot be stored, the signal is sent again, and so acknowledged again.
        var unused = isDone(() -> store(ack));
    }

    private void store(SignalAck ack) {
        OutgoingSignal acknowledged = unacknowledged.remove(ack.signalId());
        if (acknowledged == null) {
            return;
        }
        Condition changed = afterOutcome(acknowledged.signal(), ack.result());
        store.acknowledge(ack.signalId(), changed);
        if (ack.result() != SignalAck.Result.ACCEPTED) {
            counts.signalFailed();
        }
        if (changed != null) {
            strategy.put(changed);
        }
        confirmIfDone();
    }

    /** Resends unacknowledged signals and loads changed conditions, when due. */
    public void onTimer() {
        var unused = isDone(() -> {
            long now = clock.nanoTime();
            if (now >= nextResendNanos) {
                resend();
            }
            if (now >= nextLookNanos) {
                nextLookNanos = now + LOOK_FOR_CHANGES_NANOS;
                takeOverChanges();
            }
        });
    }

    /** The conditions of the strategy. */
    public Collection<Condition> conditions() {
        return strategy.conditions();
    }

    /** The number of signals not acknowledged yet. */
    public int unacknowledgedCount() {
        return unacknowledged.size();
    }

    private void apply(SequencedTick sequenced, FeedPosition before) {
        StrategyStep step = strategy.onTick(sequenced.tick());
        if (step.changed().isEmpty() && step.signals().isEmpty()) {
            return;
        }
        Instant expiresAt = clock.now().plus(signalLife);
        List<OutgoingSignal> signals = step.signals().stream()
                .map(signal -> new OutgoingSignal(signal, expiresAt))
                .toList();
        FeedPosition after =
                new FeedPosition(sequenced.feedId(), sequenced.position(), before.signals() + signals.size());
        store.commit(step.changed(), signals, after);
        position = after;
        if (!signals.isEmpty()) {
            signals.forEach(signal -> {
                counts.signal();
                unacknowledged.put(signal.signal().id(), signal);
                channel.send(signal);
            });
            nextResendNanos = clock.nanoTime() + RESEND_NANOS;
        }
    }

    private void confirmIfDone() {
        SequencedTick tick = unconfirmed;
        if (tick != null && unacknowledged.isEmpty()) {
            tickAck.confirm(
                    tick.feedId(), tick.position(), positionIn(tick.feedId()).signals());
        }
    }

    private FeedPosition positionIn(String feedId) {
        FeedPosition known = position;
        if (known == null || !known.feedId().equals(feedId)) {
            known = store.position(feedId);
            position = known;
        }
        return known;
    }

    /** The signal's condition after an outcome, or null if it does not change. */
    private @Nullable Condition afterOutcome(TradingSignal signal, SignalAck.Result result) {
        boolean entry = signal.reason() == SignalReason.ENTRY;
        ConditionState state = switch (result) {
            case ACCEPTED -> null;
            case REJECTED -> entry ? ConditionState.REJECTED : ConditionState.IN_DOUBT;
            case UNKNOWN, EXPIRED -> ConditionState.IN_DOUBT;
        };
        if (state == null) {
            return null;
        }
        return store.find(signal.conditionId())
                .map(condition -> condition.withState(state))
                .orElse(null);
    }

    private void resend() {
        nextResendNanos = clock.nanoTime() + RESEND_NANOS;
        unacknowledged.values().forEach(channel::send);
    }

    private void takeOverChanges() {
        long version = store.version();
        if (version == storeVersion) {
            return;
        }
        storeVersion = version;
        List<Condition> stored = store.conditions();
        Set<Long> known = new HashSet<>();
        strategy.conditions().forEach(condition -> known.add(condition.id()));
        stored.stream().filter(condition -> !known.contains(condition.id())).forEach(strategy::put);
        stored.forEach(condition -> known.remove(condition.id()));
        known.forEach(strategy::remove);
    }
}

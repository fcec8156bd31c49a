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
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a strategy so that it can be killed at any moment and restarted. The effects of a tick are stored before its signals
 * are sent, signals are sent again until they are acknowledged, and a tick that awaits confirmation is not processed twice.
 *
 * <p>Used by the strategy's loop; no call waits for another process.
 */
public final class StrategyRunner {

    private static final long RESEND_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LOOK_FOR_CHANGES_NANOS = Duration.ofMillis(250).toNanos();

    private final Clock clock;
    private final Strategy strategy;
    private final StrategyStore store;
    private final SignalChannel channel;
    private final TickAckReceiver tickAck;
    private final Duration signalLife;
    private final StrategyCounts counts;
    private final Map<String, OutgoingSignal> unacknowledged = new LinkedHashMap<>();
    private @Nullable FeedPosition position;
    private @Nullable SequencedTick unconfirmed;
    private long storeVersion;
    private long nextResendNanos;
    private long nextLookNanos;

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
    }

    /** Loads the stored conditions and resends the signals that are not acknowledged. */
    public void start() {
        storeVersion = store.version();
        store.conditions().forEach(strategy::put);
        store.unacknowledged()
                .forEach(signal -> unacknowledged.put(signal.signal().id(), signal));
        resend();
    }

    /** Processes a tick of the feed. */
    public void onTick(SequencedTick sequenced) {
        counts.tick(sequenced);
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
        OutgoingSignal acknowledged = unacknowledged.remove(ack.signalId());
        if (acknowledged == null) {
            return;
        }
        if (ack.result() != SignalAck.Result.ACCEPTED) {
            counts.signalFailed();
        }
        Condition changed = afterOutcome(acknowledged.signal(), ack.result());
        store.acknowledge(ack.signalId(), changed);
        if (changed != null) {
            strategy.put(changed);
        }
        confirmIfDone();
    }

    /** Resends unacknowledged signals and loads changed conditions, when due. */
    public void onTimer() {
        long now = clock.nanoTime();
        if (now >= nextResendNanos) {
            resend();
        }
        if (now >= nextLookNanos) {
            nextLookNanos = now + LOOK_FOR_CHANGES_NANOS;
            takeOverChanges();
        }
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

package dev.aftm.interactor.trading;

import dev.aftm.interactor.port.publication.SequencedTick;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the ticks and signals of a strategy since its start. Updated by the strategy's loop, read by any thread. */
public final class StrategyCounts {

    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong signals = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Map<String, Long> sequences = new HashMap<>();
    private String feedId = "";

    /** Counts a tick; a gap in the numbers of its instrument counts as missed ticks. */
    void tick(SequencedTick sequenced) {
        ticks.setRelease(ticks.getPlain() + 1);
        if (!sequenced.feedId().equals(feedId)) {
            feedId = sequenced.feedId();
            sequences.clear();
        }
        Long before = sequences.put(sequenced.tick().itemCode(), sequenced.sequence());
        if (before != null && sequenced.sequence() > before + 1) {
            missed.setRelease(missed.getPlain() + sequenced.sequence() - before - 1);
        }
    }

    /** Counts a tick that was received and could not be processed. */
    void tickMissed() {
        missed.setRelease(missed.getPlain() + 1);
    }

    void signal() {
        signals.setRelease(signals.getPlain() + 1);
    }

    void signalFailed() {
        failed.setRelease(failed.getPlain() + 1);
    }

    /** Ticks received, including repeated ones. */
    public long ticks() {
        return ticks.get();
    }

    /** Ticks missing between received ones, or not processed because the store could not be used. */
    public long missed() {
        return missed.get();
    }

    /** Signals sent. */
    public long signals() {
        return signals.get();
    }

    /** Signals that led to no order, or whose outcome is unknown. */
    public long failed() {
        return failed.get();
    }
}

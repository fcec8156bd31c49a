package dev.aftm.interactor.trading;

import dev.aftm.interactor.port.publication.SequencedTick;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What a strategy has received and sent since its start. Counted by the strategy's loop, read by any thread. */
public final class StrategyCounts {

    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong signals = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Map<String, Long> sequences = new HashMap<>();
    private String feedId = "";

    /** A tick has come; the numbers that lie between it and the last of its instrument were missed. */
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

    void signal() {
        signals.setRelease(signals.getPlain() + 1);
    }

    void signalFailed() {
        failed.setRelease(failed.getPlain() + 1);
    }

    /** Ticks received, those that came again included. */
    public long ticks() {
        return ticks.get();
    }

    /** Ticks that were missing between two that came. */
    public long missed() {
        return missed.get();
    }

    /** Signals given. */
    public long signals() {
        return signals.get();
    }

    /** Signals of which no order came, or nobody knows. */
    public long failed() {
        return failed.get();
    }
}

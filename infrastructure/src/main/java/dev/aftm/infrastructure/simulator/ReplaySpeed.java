package dev.aftm.infrastructure.simulator;

import java.math.BigDecimal;

/** The speed of a replay. */
public sealed interface ReplaySpeed {

    /** Plays the next tick when the strategy has confirmed the last one. */
    record Waiting() implements ReplaySpeed {}

    /**
     * Plays by the ticks' own times.
     *
     * @param speed the factor by which time runs faster, from 0.001 to 1,000,000
     * @param withStrategy whether the first and the last tick await a strategy's confirmation, so that it misses neither
     *     the start nor the outcome of its last signals
     */
    record Timed(BigDecimal speed, boolean withStrategy) implements ReplaySpeed {

        private static final BigDecimal SLOWEST = new BigDecimal("0.001");
        private static final BigDecimal FASTEST = BigDecimal.valueOf(1_000_000);

        public Timed {
            if (speed.compareTo(SLOWEST) < 0 || speed.compareTo(FASTEST) > 0) {
                throw new IllegalArgumentException("The replay speed must be from 0.001 to 1000000.");
            }
        }
    }
}

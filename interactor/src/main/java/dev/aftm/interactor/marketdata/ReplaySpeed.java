package dev.aftm.interactor.marketdata;

import java.math.BigDecimal;

/** How fast a tape is played. */
public sealed interface ReplaySpeed {

    /** The next tick when the strategy has confirmed the last. */
    record Waiting() implements ReplaySpeed {}

    /**
     * By the ticks' own times.
     *
     * @param speed how many times faster: from 0.001 to 1,000,000
     * @param withStrategy whether the first and the last tick wait for a strategy to confirm them, so that it misses
     *     neither the beginning nor the outcome of its last signals
     */
    record Timed(BigDecimal speed, boolean withStrategy) implements ReplaySpeed {

        private static final BigDecimal SLOWEST = new BigDecimal("0.001");
        private static final BigDecimal FASTEST = BigDecimal.valueOf(1_000_000);

        public Timed {
            if (speed.compareTo(SLOWEST) < 0 || speed.compareTo(FASTEST) > 0) {
                throw new IllegalArgumentException("A tape's speed is from 0.001 to 1000000.");
            }
        }
    }
}

package dev.aftm.interactor.model;

import static org.assertj.core.api.Assertions.fail;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Thousands of seeded lives. More of them, or others: {@code -Dmodel.runs=1000000 -Dmodel.seed=42}. A failure names the
 * seed and the shortest life that shows it.
 */
final class GatewayCrashModelTest {

    private static final int RUNS = Integer.getInteger("model.runs", 20_000);
    private static final long FIRST_SEED = Long.getLong("model.seed", 1);
    private static final int STEPS = 40;

    @Test
    void in_every_life_each_order_is_sent_at_most_once_in_time_and_answered_truly() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
            Optional<String> violation = GatewayCrashModel.violation(seed, STEPS, Wiring.SOUND);
            if (violation.isPresent()) {
                fail("Seed " + seed + ": " + shortest(seed));
            }
        }
    }

    private static String shortest(long seed) {
        for (int steps = 1; steps <= STEPS; steps++) {
            Optional<String> violation = GatewayCrashModel.violation(seed, steps, Wiring.SOUND);
            if (violation.isPresent()) {
                return "after " + steps + " steps: " + violation.get();
            }
        }
        throw new IllegalStateException("A life that is lived again is another one; seed " + seed + ".");
    }
}

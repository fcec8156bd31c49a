package dev.aftm.interactor.model;

import static org.assertj.core.api.Assertions.fail;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Thousands of seeded runs of the model. Set {@code -Dmodel.runs=1000000 -Dmodel.seed=42} for more or other runs. A failure
 * names the seed and the shortest run that shows it.
 */
final class GatewayCrashModelTest {

    private static final int RUNS = Integer.getInteger("model.runs", 20_000);
    private static final long FIRST_SEED = Long.getLong("model.seed", 1);
    private static final int STEPS = 40;

    @Test
    void every_order_is_sent_at_most_once_and_answered_truly() {
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
        throw new IllegalStateException("The run with seed " + seed + " is not repeatable.");
    }
}

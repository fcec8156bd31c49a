package dev.aftm.interactor.position;

import org.junit.jupiter.api.Test;

/** Runs the model; {@code -Dtrades.runs=1000000} makes a longer run. */
final class TradeBookModelTest {

    private static final int RUNS = Integer.getInteger("trades.runs", 1_000);

    @Test
    void positions_and_pnl_are_those_of_the_surviving_fills() {
        for (long seed = 1; seed <= RUNS; seed++) {
            try {
                TradeBookModel.run(seed);
            } catch (AssertionError e) {
                throw new AssertionError("Seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}

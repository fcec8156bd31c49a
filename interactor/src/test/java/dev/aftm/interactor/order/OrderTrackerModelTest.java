package dev.aftm.interactor.order;

import static org.assertj.core.api.Assertions.fail;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Runs the model; {@code -Dbook.orders=1000000} makes a longer run. */
final class OrderTrackerModelTest {

    private static final int ORDERS = Integer.getInteger("book.orders", 20_000);

    @Test
    void orders_positions_and_replicas_match_the_model() {
        for (long seed = 1; seed <= ORDERS / OrderTrackerModel.ORDERS; seed++) {
            try {
                OrderTrackerModel.run(seed);
            } catch (IllegalStateException | NoSuchElementException e) {
                fail("Seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}

package dev.aftm.interactor.order;

import static org.assertj.core.api.Assertions.fail;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** {@code -Dbook.orders=1000000} makes it long. */
final class OrderTrackerModelTest {

    private static final int ORDERS = Integer.getInteger("book.orders", 20_000);

    @Test
    void whatever_comes_late_twice_or_out_of_order_orders_positions_and_copies_are_what_was_counted() {
        for (long seed = 1; seed <= ORDERS / OrderTrackerModel.ORDERS; seed++) {
            try {
                OrderTrackerModel.live(seed);
            } catch (IllegalStateException | NoSuchElementException e) {
                fail("Life " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}

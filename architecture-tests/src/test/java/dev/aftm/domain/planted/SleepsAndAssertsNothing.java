package dev.aftm.domain.planted;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Planted: a test that takes its time and cannot fail. */
public final class SleepsAndAssertsNothing {

    private final List<String> orders = new ArrayList<>();

    @Test
    void an_order_is_taken() throws InterruptedException {
        orders.add("order");
        TimeUnit.MILLISECONDS.sleep(500);
    }
}

package dev.aftm.interactor.order;

import dev.aftm.interactor.port.store.OrderKey;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds orders by request id, tag, and the exchange's order number. */
final class OrderIndex {

    /** The exchange's numbers are unique within its trading day only. */
    private record Serial(LocalDate tradingDay, String number) {}

    private final Map<OrderKey, TrackedOrder> byKey = new HashMap<>();
    private final Map<String, TrackedOrder> byTag = new HashMap<>();
    private final Map<Serial, TrackedOrder> bySerial = new HashMap<>();

    /** Adds an order; returns the one that it replaces, or null. */
    @Nullable TrackedOrder put(TrackedOrder tracked) {
        TrackedOrder before = byKey.put(tracked.key(), tracked);
        if (before != null) {
            byTag.remove(before.tag());
        }
        byTag.put(tracked.tag(), tracked);
        return before;
    }

    /** Adds the exchange's order number, if the order has one. */
    void numbered(TrackedOrder tracked) {
        String serial = tracked.state().orderSerial();
        if (serial != null) {
            bySerial.put(new Serial(tracked.tradingDay(), serial), tracked);
        }
    }

    void remove(TrackedOrder tracked) {
        byKey.remove(tracked.key(), tracked);
        byTag.remove(tracked.tag(), tracked);
        String serial = tracked.state().orderSerial();
        if (serial != null) {
            bySerial.remove(new Serial(tracked.tradingDay(), serial), tracked);
        }
    }

    @Nullable TrackedOrder find(OrderKey key) {
        return byKey.get(key);
    }

    /** Finds an order by its tag or, if the tag is not known, by the exchange's number. */
    @Nullable TrackedOrder find(String tag, LocalDate tradingDay, String serial) {
        TrackedOrder tagged = byTag.get(tag);
        TrackedOrder found = tagged == null ? bySerial.get(new Serial(tradingDay, serial)) : tagged;
        // A number from before a replacement outlives its order.
        return found != null && byKey.get(found.key()) == found ? found : null;
    }

    Collection<TrackedOrder> all() {
        return byKey.values();
    }
}

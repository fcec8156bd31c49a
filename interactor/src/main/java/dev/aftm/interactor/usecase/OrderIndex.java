package dev.aftm.interactor.usecase;

import dev.aftm.interactor.port.OrderJournal.OrderKey;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders by each of their names: the client's, ours, and the exchange's. */
final class OrderIndex {

    /** The exchange's numbers are unique within its trading day only. */
    private record Serial(LocalDate tradingDay, String number) {}

    private final Map<OrderKey, LiveOrder> byKey = new HashMap<>();
    private final Map<String, LiveOrder> byTag = new HashMap<>();
    private final Map<Serial, LiveOrder> bySerial = new HashMap<>();

    /** Puts an order in; the one that it takes the place of, or null. */
    @Nullable LiveOrder put(LiveOrder live) {
        LiveOrder before = byKey.put(live.key(), live);
        if (before != null) {
            byTag.remove(before.tag());
        }
        byTag.put(live.tag(), live);
        return before;
    }

    /** The exchange may have given it a number. */
    void numbered(LiveOrder live) {
        String serial = live.life().orderSerial();
        if (serial != null) {
            bySerial.put(new Serial(live.tradingDay(), serial), live);
        }
    }

    void remove(LiveOrder live) {
        byKey.remove(live.key(), live);
        byTag.remove(live.tag(), live);
        String serial = live.life().orderSerial();
        if (serial != null) {
            bySerial.remove(new Serial(live.tradingDay(), serial), live);
        }
    }

    @Nullable LiveOrder find(OrderKey key) {
        return byKey.get(key);
    }

    /** By our tag, or where that is not known, by the exchange's number. */
    @Nullable LiveOrder find(String tag, LocalDate tradingDay, String serial) {
        LiveOrder tagged = byTag.get(tag);
        return tagged == null ? bySerial.get(new Serial(tradingDay, serial)) : tagged;
    }

    Collection<LiveOrder> all() {
        return byKey.values();
    }
}

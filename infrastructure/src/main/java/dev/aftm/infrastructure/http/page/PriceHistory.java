package dev.aftm.infrastructure.http.page;

import dev.aftm.domain.market.Tick;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Recent prices of a few instruments, for charts. Written by the execution thread, read by any thread. */
public final class PriceHistory {

    /** Prices of further instruments are not recorded; the page shows one instrument at a time. */
    private static final int MOST_ITEMS = 8;

    private final Map<String, Item> items = new ConcurrentHashMap<>();

    /** One instrument's prices: lowest, highest, last. */
    static final class Item {
        private final TimeSeries series =
                new TimeSeries(TimeSeries.Keep.LOWEST, TimeSeries.Keep.HIGHEST, TimeSeries.Keep.LAST);
        private volatile @Nullable Tick last;

        TimeSeries series() {
            return series;
        }

        @Nullable Tick last() {
            return last;
        }
    }

    /** Records a market trade; called on the execution thread. */
    public void onTick(Tick tick) {
        Item item = items.get(tick.itemCode());
        if (item == null) {
            if (items.size() >= MOST_ITEMS) {
                return;
            }
            item = items.computeIfAbsent(tick.itemCode(), unused -> new Item());
        }
        item.last = tick;
        item.series.add(tick.time().toEpochMilli(), tick.price(), tick.price(), tick.price());
    }

    /** Returns an instrument's prices; null if it has not traded. */
    @Nullable Item item(String itemCode) {
        return items.get(itemCode);
    }

    /** Returns an instrument that has traded; null if there is none. */
    @Nullable String any() {
        return items.keySet().stream().sorted().findFirst().orElse(null);
    }
}

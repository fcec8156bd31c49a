package dev.aftm.infrastructure.http.page;

import dev.aftm.domain.market.Tick;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The course of the prices of a few instruments. Written by the thread that owns the exchange, read by any. */
public final class PriceHistory {

    /** A chart shows one at a time; who trades more looks elsewhere. */
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

    /** Takes a trade of the market in. */
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

    /** An instrument's prices; null where there were none. */
    @Nullable Item item(String itemCode) {
        return items.get(itemCode);
    }

    /** Some instrument of which there are prices; null where there is none. */
    @Nullable String any() {
        return items.keySet().stream().sorted().findFirst().orElse(null);
    }
}

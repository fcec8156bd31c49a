package dev.aftm.interactor.risk;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.clock.Clock;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last trade of each instrument, and the exchange's time of day derived from the trades. Used by the execution thread only.
 */
public final class LastPrices {

    private static final int SECONDS_A_DAY = 86_400;
    private static final int TAIPEI = ZoneOffset.ofHours(8).getTotalSeconds();
    private static final long MILLI = 1_000_000L;

    private final Clock clock;
    private final Map<String, LastTrade> byItem = new HashMap<>();
    private @Nullable Tick newest;
    private long newestNanos;

    public LastPrices(Clock clock) {
        this.clock = clock;
    }

    /** The last trade of one instrument; always the same object, which is updated. */
    final class LastTrade {
        private @Nullable Tick tick;
        private long arrivedNanos;

        /** The price in points; null if there was no trade. */
        @Nullable BigDecimal price() {
            Tick last = tick;
            return last == null ? null : last.price();
        }

        /** The age on the exchange's clock or ours, the greater of both; {@link Long#MAX_VALUE} if there was no trade. */
        long ageMillis(long nowNanos) {
            Tick last = tick;
            Tick now = newest;
            if (last == null || now == null) {
                return Long.MAX_VALUE;
            }
            long onOurClock = (nowNanos - arrivedNanos) / MILLI;
            return Math.max(onOurClock, millis(now.time()) - millis(last.time()));
        }
    }

    private static long millis(Instant time) {
        return time.getEpochSecond() * 1000 + time.getNano() / MILLI;
    }

    /** Stores a trade of the market. */
    public void onTick(Tick tick) {
        LastTrade last = of(tick.itemCode());
        last.tick = tick;
        last.arrivedNanos = clock.nanoTime();
        Tick before = newest;
        if (before == null || tick.time().isAfter(before.time())) {
            newest = tick;
            newestNanos = last.arrivedNanos;
        }
    }

    LastTrade of(String itemCode) {
        return byItem.computeIfAbsent(itemCode, unused -> new LastTrade());
    }

    /**
     * The exchange's second of the day in Taipei: the newest trade's time plus the time since its arrival; -1 before the first
     * trade.
     */
    int secondOfDay(long nowNanos) {
        Tick now = newest;
        if (now == null) {
            return -1;
        }
        long since = (nowNanos - newestNanos) / (1_000 * MILLI);
        return (int) Math.floorMod(now.time().getEpochSecond() + TAIPEI + since, (long) SECONDS_A_DAY);
    }
}

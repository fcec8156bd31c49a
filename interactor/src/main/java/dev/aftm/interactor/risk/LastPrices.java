package dev.aftm.interactor.risk;

import dev.aftm.domain.market.Tick;
import dev.aftm.domain.risk.RiskContext;
import dev.aftm.interactor.port.clock.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last trade of each instrument, and the exchange's time of day derived from the trades. Used by the execution thread only.
 */
public final class LastPrices {

    private static final ZoneOffset TAIPEI = ZoneOffset.ofHours(8);

    private final Clock clock;
    private final Map<String, Trade> byItem = new HashMap<>();
    private @Nullable Trade newest;

    private record Trade(Tick tick, long arrivedNanos) {}

    public LastPrices(Clock clock) {
        this.clock = clock;
    }

    /** Stores a trade of the market. */
    public void onTick(Tick tick) {
        Trade trade = new Trade(tick, clock.nanoTime());
        byItem.put(tick.itemCode(), trade);
        if (newest == null || tick.time().isAfter(newest.tick().time())) {
            newest = trade;
        }
    }

    /** The last trade of an instrument, null if there was none; its age is on the exchange's clock or ours, the greater of both. */
    RiskContext.@Nullable LastTrade of(String itemCode, long nowNanos) {
        Trade last = byItem.get(itemCode);
        if (last == null || newest == null) {
            return null;
        }
        long onOurClock = Duration.ofNanos(nowNanos - last.arrivedNanos()).toMillis();
        long onTheirs = newest.tick().time().toEpochMilli() - last.tick().time().toEpochMilli();
        return new RiskContext.LastTrade(last.tick().price(), Math.max(onOurClock, onTheirs));
    }

    /** The exchange's time in Taipei: the newest trade's plus the time since its arrival; null before the first trade. */
    @Nullable LocalTime time(long nowNanos) {
        return newest == null
                ? null
                : LocalTime.ofInstant(newest.tick().time().plusNanos(nowNanos - newest.arrivedNanos()), TAIPEI);
    }
}

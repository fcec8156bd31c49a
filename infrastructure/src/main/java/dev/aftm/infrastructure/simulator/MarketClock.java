package dev.aftm.infrastructure.simulator;

import dev.aftm.domain.market.Tick;
import dev.aftm.domain.market.TradingDay;
import dev.aftm.interactor.port.clock.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last trade of each instrument, and the time that it is by them: the exchange has no clock but the market's. */
final class MarketClock {

    private final Clock clock;
    private final Map<String, Tick> lastTrades = new HashMap<>();
    private @Nullable Tick latest;
    private long dayMillis;
    private LocalDate day = TradingDay.of(Instant.EPOCH);
    /** The exchange's time of the ledger's last line; 0 where there is none. */
    private long latestRecorded;

    /** @param clock what it is by before the first trade, where no ledger says more */
    MarketClock(Clock clock) {
        this.clock = clock;
    }

    void traded(Tick tick) {
        lastTrades.put(tick.itemCode(), tick);
        latest = tick;
    }

    /** The ledger has recorded something at this time. */
    void recorded(long millis) {
        latestRecorded = millis;
    }

    @Nullable Tick lastTrade(String itemCode) {
        return lastTrades.get(itemCode);
    }

    /** As of an instrument's last trade; in milliseconds since 1970. */
    long millis(String itemCode) {
        Tick last = lastTrades.get(itemCode);
        return last == null ? millis() : last.time().toEpochMilli();
    }

    /** As of the market's last trade; before the first one, as of what the ledger holds. */
    private long millis() {
        if (latest != null) {
            return latest.time().toEpochMilli();
        }
        return latestRecorded == 0 ? clock.now().toEpochMilli() : latestRecorded;
    }

    LocalDate tradingDay() {
        return dayOf(millis());
    }

    /** Many orders come at one moment of the market's clock. */
    LocalDate dayOf(long millis) {
        if (millis != dayMillis) {
            dayMillis = millis;
            day = TradingDay.of(Instant.ofEpochMilli(millis));
        }
        return day;
    }
}

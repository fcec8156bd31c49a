package dev.aftm.infrastructure.simulator;

import dev.aftm.domain.market.Tick;
import dev.aftm.domain.market.TradingDay;
import dev.aftm.interactor.port.clock.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The exchange's clock, which follows the market: the time of the last trade. Also holds each instrument's last trade. */
final class MarketClock {

    private final Clock clock;
    private final Map<String, Tick> lastTrades = new HashMap<>();
    private @Nullable Tick latest;
    private long dayMillis;
    private LocalDate day = TradingDay.of(Instant.EPOCH);
    /** The exchange time of the ledger's last line; 0 if there is none. */
    private long latestRecorded;

    /** {@code clock} is used only before the first trade, if the ledger is empty. */
    MarketClock(Clock clock) {
        this.clock = clock;
    }

    void traded(Tick tick) {
        lastTrades.put(tick.itemCode(), tick);
        latest = tick;
    }

    /** Sets the exchange time of the ledger's last line. */
    void recorded(long millis) {
        latestRecorded = millis;
    }

    @Nullable Tick lastTrade(String itemCode) {
        return lastTrades.get(itemCode);
    }

    /** The time of an instrument's last trade, otherwise of the market's, in milliseconds since 1970. */
    long millis(String itemCode) {
        Tick last = lastTrades.get(itemCode);
        return last == null ? millis() : last.time().toEpochMilli();
    }

    /** The time of the market's last trade; before the first trade, the time of the ledger's last line. */
    private long millis() {
        if (latest != null) {
            return latest.time().toEpochMilli();
        }
        return latestRecorded == 0 ? clock.now().toEpochMilli() : latestRecorded;
    }

    LocalDate tradingDay() {
        return dayOf(millis());
    }

    /** Caches the last result, because many orders arrive at the same moment of the market's clock. */
    LocalDate dayOf(long millis) {
        if (millis != dayMillis) {
            dayMillis = millis;
            day = TradingDay.of(Instant.ofEpochMilli(millis));
        }
        return day;
    }
}

package dev.aftm.domain.risk;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one account and instrument; null, or an empty list or set, is no limit.
 *
 * @param orderQuantity most contracts in one order
 * @param notional most that one order may be worth: price × quantity × multiplier, in the contract's currency
 * @param netPosition most contracts held either way, should all open orders of one side trade
 * @param collarPercent how far a price may be from the last trade, in percent of it
 * @param priceAgeMillis how old the last trade may be, for whatever is judged by it
 * @param clientOrdersPerSecond most orders of one client in a second, on average, and at once
 * @param totalOrdersPerSecond the same of all clients together
 * @param identicalOrders most orders that are the same in all but their id and note, within {@code identicalMillis}
 * @param identicalMillis how long the same order counts as a repetition
 * @param mayMatchItself whether an order may trade against one of the same account
 * @param dailyLoss most that an account may have lost in a trading day and still open positions, in currency
 * @param hours when orders are taken, by the exchange's time; empty for always
 * @param instruments what may be traded; empty for everything
 */
public record RiskLimits(
        @Nullable Integer orderQuantity,
        @Nullable BigDecimal notional,
        @Nullable Integer netPosition,
        @Nullable BigDecimal collarPercent,
        @Nullable Long priceAgeMillis,
        @Nullable Integer clientOrdersPerSecond,
        @Nullable Integer totalOrdersPerSecond,
        @Nullable Integer identicalOrders,
        @Nullable Long identicalMillis,
        @Nullable Boolean mayMatchItself,
        @Nullable BigDecimal dailyLoss,
        List<Hours> hours,
        Set<String> instruments) {

    /** No limit at all. */
    public static final RiskLimits NONE =
            new RiskLimits(null, null, null, null, null, null, null, null, null, null, null, List.of(), Set.of());

    public RiskLimits {
        hours = List.copyOf(hours);
        instruments = Set.copyOf(instruments);
    }

    /**
     * A time of day from and until, which may lie beyond midnight.
     *
     * @param from the first moment
     * @param until the first moment that does not belong to it
     */
    public record Hours(LocalTime from, LocalTime until) {

        /** Whether a second of the day belongs to it. */
        public boolean contains(int secondOfDay) {
            int first = from.toSecondOfDay();
            int last = until.toSecondOfDay();
            return first <= last
                    ? secondOfDay >= first && secondOfDay < last
                    : secondOfDay >= first || secondOfDay < last;
        }
    }

    /** These limits, and where one is not set, that of others. */
    public RiskLimits over(RiskLimits others) {
        return new RiskLimits(
                or(orderQuantity, others.orderQuantity),
                or(notional, others.notional),
                or(netPosition, others.netPosition),
                or(collarPercent, others.collarPercent),
                or(priceAgeMillis, others.priceAgeMillis),
                or(clientOrdersPerSecond, others.clientOrdersPerSecond),
                or(totalOrdersPerSecond, others.totalOrdersPerSecond),
                or(identicalOrders, others.identicalOrders),
                or(identicalMillis, others.identicalMillis),
                or(mayMatchItself, others.mayMatchItself),
                or(dailyLoss, others.dailyLoss),
                hours.isEmpty() ? others.hours : hours,
                instruments.isEmpty() ? others.instruments : instruments);
    }

    private static <T> @Nullable T or(@Nullable T mine, @Nullable T other) {
        return mine == null ? other : mine;
    }
}

package dev.aftm.domain.risk;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The risk limits of one account and instrument. Null, or an empty list or set, means no limit.
 *
 * @param orderQuantity the most contracts in one order
 * @param notional the highest value of one order: price × quantity × multiplier, in the contract's currency
 * @param netPosition the most contracts held long or short, if all open orders of one side were filled
 * @param collarPercent the largest distance of a price from the last trade's price, in percent of that
 * @param priceAgeMillis the highest age of the last trade, in milliseconds
 * @param clientOrdersPerSecond the most orders of one client per second, and in one burst
 * @param totalOrdersPerSecond the most orders of all clients together per second, and in one burst
 * @param identicalOrders the most orders within {@code identicalMillis} that are equal except for id and note
 * @param identicalMillis how long an order counts as identical to a later one, in milliseconds
 * @param mayMatchItself whether an order may trade against an order of the same account
 * @param dailyLoss the loss of a trading day, in currency, from which on an account may only close positions
 * @param hours when orders are accepted, in the exchange's time; empty for always
 * @param instruments trading codes that may be traded; empty for all
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

    /** No limits. */
    public static final RiskLimits NONE =
            new RiskLimits(null, null, null, null, null, null, null, null, null, null, null, List.of(), Set.of());

    public RiskLimits {
        hours = List.copyOf(hours);
        instruments = Set.copyOf(instruments);
    }

    /**
     * A range of the time of day, which may span midnight. It is empty if both ends are equal.
     *
     * @param from the first moment of the range
     * @param until the first moment after the range
     */
    public record Hours(LocalTime from, LocalTime until) {

        /** Whether the range contains a time of the day. */
        public boolean contains(LocalTime time) {
            return from.isAfter(until)
                    ? !time.isBefore(from) || time.isBefore(until)
                    : !time.isBefore(from) && time.isBefore(until);
        }
    }

    /** These limits; a limit that is not set here is taken from {@code others}. */
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

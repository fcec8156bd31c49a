package dev.aftm.domain.risk;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import java.math.BigDecimal;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What a rule can see: an order, its account's exposure and the market at one moment. What is not known is null. A rule may keep
 * it.
 *
 * @param account the account that the order trades for
 * @param client the client that sent the order: the name of a connection, or empty within the gateway's process
 * @param order the order to check
 * @param limits the limits in force for this account and instrument
 * @param exposure the account's exposure without the order
 * @param market the instrument's market
 * @param dayProfit the account's P&amp;L of this trading day, open positions included; negative for a loss
 * @param nowNanos the monotonic clock's time, in nanoseconds
 */
public record RiskContext(
        String account,
        String client,
        NewOrder order,
        RiskLimits limits,
        Exposure exposure,
        Market market,
        @Nullable BigDecimal dayProfit,
        long nowNanos) {

    /**
     * An account's position and open orders in an instrument. Orders in an unknown state count as if they may still trade.
     *
     * @param held contracts held; negative when short
     * @param openBuys contracts that buy orders may still trade
     * @param openSells contracts that sell orders may still trade
     * @param lowestOwnSell the lowest price of the open sell orders, in points; null if there is none
     * @param highestOwnBuy the highest price of the open buy orders, in points; null if there is none
     */
    public record Exposure(
            long held,
            long openBuys,
            long openSells,
            @Nullable BigDecimal lowestOwnSell,
            @Nullable BigDecimal highestOwnBuy) {

        /** The exposure with this many more open contracts, or fewer if negative; {@code price} is null for a market order. */
        public Exposure plus(Side side, long quantity, @Nullable BigDecimal price) {
            return side == Side.BUY
                    ? new Exposure(
                            held, openBuys + quantity, openSells, lowestOwnSell, extreme(highestOwnBuy, price, 1))
                    : new Exposure(
                            held, openBuys, openSells + quantity, extreme(lowestOwnSell, price, -1), highestOwnBuy);
        }

        /** The position if the order and all open orders on its side were filled; negative when short. */
        public long worstPosition(NewOrder order) {
            return order.side() == Side.BUY ? held + openBuys + order.quantity() : held - openSells - order.quantity();
        }

        private static @Nullable BigDecimal extreme(@Nullable BigDecimal one, @Nullable BigDecimal other, int sign) {
            return one == null || (other != null && other.compareTo(one) * sign > 0) ? other : one;
        }
    }

    /**
     * What is known of an instrument's market.
     *
     * @param multiplier the value of one point for one contract, in the contract's currency, above 0
     * @param lastTrade the last trade; null if there was none
     * @param time the exchange's time of day in Taipei
     */
    public record Market(
            @Nullable BigDecimal multiplier,
            @Nullable LastTrade lastTrade,
            @Nullable LocalTime time) {}

    /**
     * The last trade of an instrument.
     *
     * @param price its price, in points
     * @param ageMillis its age in milliseconds, by the exchange's clock or by ours, whichever is higher
     */
    public record LastTrade(BigDecimal price, long ageMillis) {}
}

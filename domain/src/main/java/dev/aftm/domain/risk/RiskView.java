package dev.aftm.domain.risk;

import dev.aftm.domain.order.NewOrder;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a rule may look at: an order, and where its account stands at this moment, orders of unknown outcome at their worst. It
 * is one object that shows one order after the other; not to be kept.
 */
public interface RiskView {

    /** Whom the order trades for. */
    String account();

    /** Who sent it: names a connection, or is empty for the gateway's own process. */
    String client();

    NewOrder order();

    /** The limits of this account and instrument. */
    RiskLimits limits();

    /** What one point of price is worth for one contract; 0 where that is not known. */
    BigDecimal multiplier();

    /** Contracts held of the instrument; negative when short. */
    long held();

    /** Contracts that orders to buy may still trade, besides this one. */
    long openBuys();

    /** Contracts that orders to sell may still trade, besides this one. */
    long openSells();

    /** The lowest price at which the account itself offers to sell; null where it does not. */
    @Nullable BigDecimal lowestOwnSell();

    /** The highest price at which the account itself bids; null where it does not. */
    @Nullable BigDecimal highestOwnBuy();

    /** The instrument's last trade, in points; null where there was none. */
    @Nullable BigDecimal lastPrice();

    /** How old that is in milliseconds, by the exchange's time and by ours, whichever is more; {@link Long#MAX_VALUE} for none. */
    long lastPriceAgeMillis();

    /** The exchange's time of day in Taipei, in seconds since midnight; -1 where it is not known. */
    int exchangeSecondOfDay();

    /** What the account has won or lost in this trading day, open positions included; null where it is not known. */
    @Nullable BigDecimal dayProfit();

    /** The monotonic clock. */
    long nowNanos();
}

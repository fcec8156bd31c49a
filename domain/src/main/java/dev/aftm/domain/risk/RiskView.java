package dev.aftm.domain.risk;

import dev.aftm.domain.order.NewOrder;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a rule can see: an order and its account's exposure at this moment. Orders in an unknown state count as if they may
 * still trade. The same object is reused for every order, so a rule must not store it.
 */
public interface RiskView {

    /** The account that the order trades for. */
    String account();

    /** The client that sent the order: the name of a connection, or empty within the gateway's process. */
    String client();

    /** The order to check. */
    NewOrder order();

    /** The limits in force for this account and instrument. */
    RiskLimits limits();

    /** The value of one point for one contract, in the contract's currency; 0 if it is not known. */
    BigDecimal multiplier();

    /** Contracts that the account holds of the instrument; negative when short. */
    long held();

    /** Contracts that the account's other buy orders may still trade. */
    long openBuys();

    /** Contracts that the account's other sell orders may still trade. */
    long openSells();

    /** The lowest price of the account's own open sell orders, in points; null if there is none. */
    @Nullable BigDecimal lowestOwnSell();

    /** The highest price of the account's own open buy orders, in points; null if there is none. */
    @Nullable BigDecimal highestOwnBuy();

    /** The price of the instrument's last trade, in points; null if there was none. */
    @Nullable BigDecimal lastPrice();

    /**
     * The age of the last trade in milliseconds, by the exchange's clock or by ours, whichever is higher; {@link
     * Long#MAX_VALUE} if there was none.
     */
    long lastPriceAgeMillis();

    /** The exchange's time of day in Taipei, in seconds since midnight; -1 if it is not known. */
    int exchangeSecondOfDay();

    /** The account's P&amp;L of this trading day, open positions included; negative for a loss; null if it is not known. */
    @Nullable BigDecimal dayProfit();

    /** The monotonic clock's time, in nanoseconds. */
    long nowNanos();
}

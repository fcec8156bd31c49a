package dev.aftm.interactor.risk;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.interactor.order.OpenOrderExposure;
import dev.aftm.interactor.position.TradeBook;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An account's exposure in an instrument: its position, its open orders, and orders that were allowed but are not recorded yet.
 * Used by the execution thread only.
 */
final class Exposure {

    private final OpenOrderExposure.Open open;
    private final LastPrices.LastTrade lastTrade;
    private final BigDecimal multiplier;
    private long held;
    private long heldVersion = -1;
    private long reservedBuys;
    private long reservedSells;
    private @Nullable BigDecimal reservedLowestSell;
    private @Nullable BigDecimal reservedHighestBuy;

    Exposure(OpenOrderExposure.Open open, LastPrices.LastTrade lastTrade, BigDecimal multiplier) {
        this.open = open;
        this.lastTrade = lastTrade;
        this.multiplier = multiplier;
    }

    /** Updates the position, if there are new fills. */
    void refresh(TradeBook fills, String account, String itemCode) {
        if (heldVersion != fills.version()) {
            held = fills.held(account, itemCode);
            heldVersion = fills.version();
        }
    }

    /**
     * Counts an order until {@link #release}.
     *
     * @param alreadyOpen how many of its contracts are counted as open already
     */
    void reserve(NewOrder order, int alreadyOpen) {
        long more = Math.max(0, (long) order.quantity() - alreadyOpen);
        BigDecimal price = order.type() == OrderType.LIMIT ? order.price() : null;
        if (order.side() == Side.BUY) {
            reservedBuys += more;
            reservedHighestBuy = higher(reservedHighestBuy, price);
        } else {
            reservedSells += more;
            reservedLowestSell = lower(reservedLowestSell, price);
        }
    }

    void release() {
        reservedBuys = 0;
        reservedSells = 0;
        reservedHighestBuy = null;
        reservedLowestSell = null;
    }

    LastPrices.LastTrade lastTrade() {
        return lastTrade;
    }

    BigDecimal multiplier() {
        return multiplier;
    }

    long held() {
        return held;
    }

    long openBuys() {
        return open.buys() + reservedBuys;
    }

    long openSells() {
        return open.sells() + reservedSells;
    }

    @Nullable BigDecimal lowestSell() {
        return lower(open.lowestSell(), reservedLowestSell);
    }

    @Nullable BigDecimal highestBuy() {
        return higher(open.highestBuy(), reservedHighestBuy);
    }

    private static @Nullable BigDecimal lower(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other : other == null ? one : one.min(other);
    }

    private static @Nullable BigDecimal higher(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other : other == null ? one : one.max(other);
    }
}

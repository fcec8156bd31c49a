package dev.aftm.interactor.usecase;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OrderIntent;
import dev.aftm.domain.order.OrderState;
import dev.aftm.domain.order.OrderType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much our orders may still trade, counted at their worst: an order that is on its way, or of which nobody knows, as if it
 * were at the exchange. Belongs to the thread that owns the exchange.
 */
final class OpenOrders {

    private final Map<String, Map<String, Open>> byAccount = new HashMap<>();
    private final Map<LiveOrder, Integer> counted = new HashMap<>();

    /** What is open of one account and instrument. */
    static final class Open {
        private long buys;
        private long sells;
        /** Limit orders of which some may still trade. */
        private final Set<LiveOrder> resting = new LinkedHashSet<>();

        private boolean isStale;
        private @Nullable BigDecimal lowestSell;
        private @Nullable BigDecimal highestBuy;

        long buys() {
            return buys;
        }

        long sells() {
            return sells;
        }

        @Nullable BigDecimal lowestSell() {
            refresh();
            return lowestSell;
        }

        @Nullable BigDecimal highestBuy() {
            refresh();
            return highestBuy;
        }

        private void refresh() {
            if (!isStale) {
                return;
            }
            isStale = false;
            lowestSell = null;
            highestBuy = null;
            for (LiveOrder order : resting) {
                BigDecimal price = order.life().price();
                if (order.order().side() == Side.SELL) {
                    lowestSell = lowestSell == null ? price : lowestSell.min(price);
                } else {
                    highestBuy = highestBuy == null ? price : highestBuy.max(price);
                }
            }
        }

        private void add(Side side, long quantity) {
            if (side == Side.BUY) {
                buys += quantity;
            } else {
                sells += quantity;
            }
        }
    }

    /** What is open of an account and instrument; the same object always. */
    Open of(String account, String itemCode) {
        Map<String, Open> ofAccount = byAccount.get(account);
        Open open = ofAccount == null ? null : ofAccount.get(itemCode);
        if (open == null) {
            open = new Open();
            byAccount.computeIfAbsent(account, unused -> new HashMap<>()).put(itemCode, open);
        }
        return open;
    }

    /** Something is known anew of an order. */
    void update(LiveOrder order) {
        count(order, openOf(order));
    }

    /** An order is no order of ours any more. */
    void forget(LiveOrder order) {
        count(order, 0);
    }

    private void count(LiveOrder live, int now) {
        Integer before = now == 0 ? counted.remove(live) : counted.put(live, now);
        OrderIntent order = live.order();
        Open open = of(live.key().account(), order.itemCode());
        open.add(order.side(), (long) now - (before == null ? 0 : before));
        if (order.type() == OrderType.LIMIT) {
            boolean hasChanged = now > 0 ? open.resting.add(live) || before != null : open.resting.remove(live);
            open.isStale |= hasChanged;
        }
    }

    /** Contracts that may still trade, or have and are not among the fills that are known. */
    static int openOf(LiveOrder live) {
        OrderState state = live.life().state();
        if (state instanceof OrderState.Refused || state instanceof OrderState.NotSent) {
            return 0;
        }
        int gone = live.life().cancelled() + live.life().filled() - live.life().missing();
        return Math.max(0, live.order().quantity() - gone);
    }
}

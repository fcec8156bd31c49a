package dev.aftm.interactor.order;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.order.OrderType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The quantity that our orders may still trade. An order that is on its way or in an unknown state counts as if it were at the
 * exchange. Used by the execution thread only.
 */
public final class OpenOrderExposure {

    private final Map<String, Map<String, Open>> byAccount = new HashMap<>();
    private final Map<TrackedOrder, Integer> counted = new HashMap<>();

    /** The open orders of one account and instrument. */
    public static final class Open {
        private long buys;
        private long sells;
        /** Limit orders that may still trade. */
        private final Set<TrackedOrder> resting = new LinkedHashSet<>();

        private boolean isStale;
        private @Nullable BigDecimal lowestSell;
        private @Nullable BigDecimal highestBuy;

        public long buys() {
            return buys;
        }

        public long sells() {
            return sells;
        }

        public @Nullable BigDecimal lowestSell() {
            refresh();
            return lowestSell;
        }

        public @Nullable BigDecimal highestBuy() {
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
            for (TrackedOrder order : resting) {
                BigDecimal price = order.state().price();
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

    /** Returns the open orders of an account and instrument; always the same object, which is updated. */
    public Open of(String account, String itemCode) {
        Map<String, Open> ofAccount = byAccount.get(account);
        Open open = ofAccount == null ? null : ofAccount.get(itemCode);
        if (open == null) {
            open = new Open();
            byAccount.computeIfAbsent(account, unused -> new HashMap<>()).put(itemCode, open);
        }
        return open;
    }

    /** Counts an order again after a change. */
    void update(TrackedOrder order) {
        count(order, openOf(order));
    }

    /** Stops counting an order. */
    void forget(TrackedOrder order) {
        count(order, 0);
    }

    private void count(TrackedOrder tracked, int now) {
        Integer before = now == 0 ? counted.remove(tracked) : counted.put(tracked, now);
        NewOrder order = tracked.order();
        Open open = of(tracked.key().account(), order.itemCode());
        open.add(order.side(), (long) now - (before == null ? 0 : before));
        if (order.type() == OrderType.LIMIT) {
            boolean hasChanged = now > 0 ? open.resting.add(tracked) || before != null : open.resting.remove(tracked);
            open.isStale |= hasChanged;
        }
    }

    /** The contracts that may still trade, and those that have traded but whose fills are not reported yet. */
    static int openOf(TrackedOrder tracked) {
        OrderStatus status = tracked.state().status();
        if (status == OrderStatus.REJECTED || status == OrderStatus.NOT_SENT) {
            return 0;
        }
        int gone = tracked.state().cancelled()
                + tracked.state().filled()
                - tracked.state().unreportedFills();
        return Math.max(0, tracked.state().quantity() - gone);
    }
}

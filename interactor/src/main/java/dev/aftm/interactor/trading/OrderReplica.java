package dev.aftm.interactor.trading;

import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A copy of an account's orders, kept from published changes, which may be lost or come late, and from pages that are asked
 * for. Whatever is lost, a page heals it. For one thread.
 */
public final class OrderReplica {

    private final Map<String, OrderInfo> orders = new LinkedHashMap<>();
    /** Changes that were published beyond a gap. */
    private final TreeSet<Long> ahead = new TreeSet<>();

    /** Orders that may have changed without any page telling it. */
    private final Set<String> stale = new HashSet<>();

    private final Consumer<OrderInfo> listener;
    private String feedId = "";
    private long upTo;
    private boolean isWhole;

    /** @param listener told of each order that is new or has changed */
    public OrderReplica(Consumer<OrderInfo> listener) {
        this.listener = listener;
    }

    /** Takes published changes of one numbering. */
    public void onUpdates(String feed, List<OrderInfo> changed) {
        if (!feed.equals(feedId)) {
            // Another gateway, or one that was started anew: only pages can tell all of its orders.
            isWhole = false;
            return;
        }
        for (OrderInfo order : changed) {
            if (order.sequence() > upTo) {
                ahead.add(order.sequence());
                take(order);
            }
        }
        advance();
        isWhole &= ahead.isEmpty();
    }

    /**
     * Takes a page that was asked for with {@link #since}.
     *
     * @return whether there is more to be asked for at once
     */
    public boolean onPage(OrderPage page) {
        if (!page.feedId().equals(feedId)) {
            boolean isFirst = feedId.isEmpty();
            begin(page.feedId());
            if (!isFirst) {
                // It was asked for by a number of another numbering, so it may not be the first.
                return true;
            }
        }
        if (page.forgotten() > upTo) {
            stale.addAll(orders.keySet());
        }
        page.orders().forEach(this::take);
        upTo = Math.max(upTo, page.sequence());
        ahead.headSet(upTo, true).clear();
        advance();
        isWhole = !page.more() && ahead.isEmpty();
        return page.more();
    }

    private void begin(String newFeedId) {
        feedId = newFeedId;
        upTo = 0;
        isWhole = false;
        ahead.clear();
        stale.addAll(orders.keySet());
    }

    private void advance() {
        while (!ahead.isEmpty() && ahead.first() == upTo + 1) {
            upTo = ahead.pollFirst();
        }
    }

    private void take(OrderInfo order) {
        OrderInfo before = orders.get(order.requestId());
        boolean isLater = before == null || stale.contains(order.requestId()) || order.sequence() > before.sequence();
        if (isLater) {
            onOrder(order);
        }
    }

    /**
     * The orders of which changes may have been missed that no page tells any more; each is to be asked for by itself, and
     * given to {@link #onOrder} or {@link #onGone}.
     */
    public List<String> toAskFor() {
        if (!isWhole || stale.isEmpty()) {
            return List.of();
        }
        return stale.stream()
                .filter(id -> orders.containsKey(id)
                        && !Objects.requireNonNull(orders.get(id)).status().isFinal())
                .toList();
    }

    /** Takes an order as it is now. */
    public void onOrder(OrderInfo order) {
        stale.remove(order.requestId());
        OrderInfo before = orders.put(order.requestId(), order);
        if (!order.equals(before)) {
            listener.accept(order);
        }
    }

    /** The gateway does not know an order any more, e.g. since it has another journal now. */
    public void onGone(String requestId) {
        stale.remove(requestId);
        orders.remove(requestId);
    }

    /** The number of the last change that is known without a gap before it. */
    public long since() {
        return upTo;
    }

    /** Whether no change is known to be missing. */
    public boolean isWhole() {
        return isWhole;
    }

    /** The orders, in the order in which they became known. */
    public Collection<OrderInfo> orders() {
        return Collections.unmodifiableCollection(orders.values());
    }
}

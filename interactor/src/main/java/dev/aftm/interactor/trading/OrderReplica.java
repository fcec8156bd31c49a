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
 * A copy of an account's orders, fed by published updates, which may be lost or late, and by requested pages, which repair
 * any loss. Used by one thread.
 */
public final class OrderReplica {

    private final Map<String, OrderInfo> orders = new LinkedHashMap<>();
    /** Numbers of updates received after a gap. */
    private final TreeSet<Long> ahead = new TreeSet<>();

    /** Orders that may have changes that no page contains. */
    private final Set<String> stale = new HashSet<>();

    private final Consumer<OrderInfo> listener;
    private String feedId = "";
    private long upTo;
    private boolean isWhole;

    /** @param listener receives every new or changed order */
    public OrderReplica(Consumer<OrderInfo> listener) {
        this.listener = listener;
    }

    /** Applies published updates of one numbering. */
    public void onUpdates(String feed, List<OrderInfo> changed) {
        if (!feed.equals(feedId)) {
            // The gateway was restarted or replaced: only pages contain all of its orders.
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
     * Applies a page that was requested with {@link #since}.
     *
     * @return whether the next page should be requested at once
     */
    public boolean onPage(OrderPage page) {
        if (!page.feedId().equals(feedId)) {
            boolean isFirst = feedId.isEmpty();
            begin(page.feedId());
            if (!isFirst) {
                // The request used a number of the old numbering, so this may not be the first page.
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
     * The ids of orders whose missed changes are in no page any more. Request each of them, and pass the result to {@link
     * #onOrder} or {@link #onGone}. Ended orders are left out, although a bust may have changed them.
     */
    public List<String> idsToQuery() {
        if (!isWhole || stale.isEmpty()) {
            return List.of();
        }
        return stale.stream()
                .filter(id -> orders.containsKey(id)
                        && !Objects.requireNonNull(orders.get(id)).status().isFinal())
                .toList();
    }

    /** Applies the current status of one order. */
    public void onOrder(OrderInfo order) {
        stale.remove(order.requestId());
        OrderInfo before = orders.put(order.requestId(), order);
        if (!order.equals(before)) {
            listener.accept(order);
        }
    }

    /** Removes an order that the gateway does not know any more, e.g. because it has another journal now. */
    public void onGone(String requestId) {
        stale.remove(requestId);
        orders.remove(requestId);
    }

    /** The number of the last change before the first gap. */
    public long since() {
        return upTo;
    }

    /** Whether no changes are known to be missing. */
    public boolean isWhole() {
        return isWhole;
    }

    /** All orders, in order of arrival. Unmodifiable. */
    public Collection<OrderInfo> orders() {
        return Collections.unmodifiableCollection(orders.values());
    }
}

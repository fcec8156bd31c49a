package dev.aftm.interactor.order;

import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/**
 * One account's orders, sorted by the number of their last change. One thread writes; any thread may read at the same time. An
 * order is added under its new number before the old one is removed, so a reader never misses it.
 */
final class AccountOrderView {

    private final ConcurrentSkipListMap<Long, OrderInfo> bySequence = new ConcurrentSkipListMap<>();
    private final Map<String, OrderInfo> byId = new ConcurrentHashMap<>();
    private final Map<String, OrderInfo> bySerial = new ConcurrentHashMap<>();
    private volatile long sequence;
    private volatile long forgotten;

    /** The number that the next change gets. */
    long next() {
        return sequence + 1;
    }

    /** Puts an order under its {@link #next} number. */
    void put(OrderInfo order) {
        OrderInfo before = byId.put(order.requestId(), order);
        if (!order.orderSerial().isEmpty()) {
            bySerial.put(order.orderSerial(), order);
        }
        bySequence.put(order.sequence(), order);
        if (before != null) {
            bySequence.remove(before.sequence());
            // Still there only if a replacement has changed the number.
            bySerial.remove(before.orderSerial(), before);
        }
        sequence = order.sequence();
    }

    /** Removes an order that can change no more. */
    void forget(OrderInfo order) {
        forgotten = Math.max(forgotten, order.sequence());
        bySequence.remove(order.sequence());
        byId.remove(order.requestId(), order);
        bySerial.remove(order.orderSerial(), order);
    }

    Optional<OrderInfo> withId(String requestId) {
        return Optional.ofNullable(byId.get(requestId));
    }

    Optional<OrderInfo> withSerial(String orderSerial) {
        return Optional.ofNullable(bySerial.get(orderSerial));
    }

    /** Returns the orders that changed after {@code since}, at most {@code most} of them. */
    OrderPage page(String feedId, long since, Predicate<OrderInfo> wanted, int most) {
        long upTo = sequence;
        long leftOut = forgotten;
        // An order that changes meanwhile may be found twice; the later version counts.
        Map<String, OrderInfo> found = new LinkedHashMap<>();
        boolean more = false;
        for (OrderInfo order : bySequence.tailMap(since, false).values()) {
            if (found.size() == most) {
                more = true;
                break;
            }
            found.remove(order.requestId());
            if (wanted.test(order)) {
                found.put(order.requestId(), order);
            }
        }
        List<OrderInfo> orders = new ArrayList<>(found.values());
        long end = more ? orders.get(orders.size() - 1).sequence() : upTo;
        return new OrderPage(feedId, end, more, leftOut, orders);
    }
}

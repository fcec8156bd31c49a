package dev.aftm.interactor.order;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.Order;
import dev.aftm.domain.order.Order.Applied;
import dev.aftm.domain.order.Order.Verdict;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReplaced;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.store.OrderKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An order and its present state. Used by one thread. */
public final class TrackedOrder {

    private final Entry entry;
    private Order state;
    private OrderEvent.OfRequest last;
    private long sequence;
    /** The current read model; null if the order has changed since. */
    private @Nullable OrderInfo info;

    TrackedOrder(Entry entry) {
        this.entry = entry;
        this.state = Order.of(entry.order());
        this.last = entry.request();
    }

    public OrderKey key() {
        return entry.key();
    }

    String tag() {
        return entry.tag();
    }

    LocalDate tradingDay() {
        return entry.tradingDay();
    }

    /** The order as it is now. */
    public Order state() {
        return state;
    }

    long sequence() {
        return sequence;
    }

    /** Sets the number of the last change. */
    void numbered(long number) {
        sequence = number;
        info = null;
    }

    /**
     * Whether the order has ended and all its fills are reported. An order that was not sent has ended; if it is sent again, it
     * becomes a new order.
     */
    boolean isOver() {
        return (state.status().isFinal() && state.unreportedFills() == 0) || state.status() == OrderStatus.NOT_SENT;
    }

    Verdict apply(OrderEvent event) {
        Applied applied = state.apply(event);
        state = applied.after();
        info = null;
        if (event instanceof OrderEvent.OfRequest ofRequest) {
            last = ofRequest;
        }
        return applied.verdict();
    }

    /** Whether a report that names this order fits it. */
    boolean matches(OrderReport report) {
        return report.account().equals(key().account())
                && report.itemCode().equals(order().itemCode())
                && report.side() == order().side();
    }

    /** Whether a replacement that names this order fits it. */
    boolean matches(OrderReplaced report) {
        return report.account().equals(key().account()) && report.itemCode().equals(order().itemCode());
    }

    /** Whether a fill that names this order fits it. */
    boolean matches(Fill fill) {
        return fill.account().equals(key().account())
                && fill.itemCode().equals(order().itemCode())
                && fill.side() == order().side();
    }

    /** The last recorded event of the request itself. */
    OrderEvent.OfRequest last() {
        return last;
    }

    NewOrder order() {
        return entry.order();
    }

    public OrderInfo info() {
        OrderInfo current = info == null ? toInfo() : info;
        info = current;
        return current;
    }

    private OrderInfo toInfo() {
        OrderStatus status = state.status();
        String serial = state.orderSerial();
        OrderEvent.Rejected rejection = state.rejection();
        return new OrderInfo(
                sequence,
                entry.key().account(),
                entry.key().requestId(),
                entry.tag(),
                entry.order(),
                status,
                serial == null ? "" : serial,
                state.price(),
                state.filled(),
                rejection == null ? state.cancelled() : 0,
                state.averagePrice(),
                rejection == null ? "" : rejection.code(),
                rejection == null ? state.doubt() : rejection.text(),
                entry.tradingDay(),
                entry.intendedAt());
    }
}

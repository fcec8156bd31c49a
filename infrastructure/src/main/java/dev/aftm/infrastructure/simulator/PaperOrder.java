package dev.aftm.infrastructure.simulator;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderStatusReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One order that the paper exchange has received, and its state. */
final class PaperOrder {

    private final long seq;
    private final String tag;
    private final String account;
    private final NewOrder intent;
    private final @Nullable LocalDate tradingDay;
    private BigDecimal price;
    private int filled;
    private int cancelled;
    private OrderStatus status = OrderStatus.WORKING;
    private OrderAck.@Nullable Rejected refusal;

    /** {@code tradingDay} is the day on which the order was received; null if unknown. */
    PaperOrder(long seq, String tag, String account, NewOrder intent, @Nullable LocalDate tradingDay) {
        this.seq = seq;
        this.tag = tag;
        this.account = account;
        this.intent = intent;
        this.tradingDay = tradingDay;
        this.price = intent.price();
    }

    long seq() {
        return seq;
    }

    String tag() {
        return tag;
    }

    String account() {
        return account;
    }

    NewOrder intent() {
        return intent;
    }

    String itemCode() {
        return intent.itemCode();
    }

    BigDecimal price() {
        return price;
    }

    /** The exchange's order number, with at least six digits. */
    String serial() {
        String digits = Long.toString(seq);
        return "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }

    /** Whether the trading day on which it was received is over. */
    boolean isPast(LocalDate today) {
        return tradingDay != null && tradingDay.isBefore(today);
    }

    /** The quantity that may still be filled; 0 once the order has ended. */
    int working() {
        return status == OrderStatus.WORKING ? intent.quantity() - filled - cancelled : 0;
    }

    /** Whether the order would trade at this price. */
    boolean crosses(BigDecimal lastPrice) {
        if (intent.type() != OrderType.LIMIT) {
            return true;
        }
        int comparison = lastPrice.compareTo(price);
        return intent.side() == Side.BUY ? comparison <= 0 : comparison >= 0;
    }

    /** A fill of the whole working quantity. */
    Fill fillAt(BigDecimal tradedPrice, Instant time) {
        return new Fill(serial(), account, itemCode(), intent.side(), working(), tradedPrice, time);
    }

    void fill() {
        filled += working();
        status = OrderStatus.FILLED;
    }

    /** Ends the order: cancelled if {@code why} is null, otherwise rejected. */
    void end(OrderAck.@Nullable Rejected why) {
        cancelled = intent.quantity() - filled;
        status = why == null ? OrderStatus.CANCELLED : OrderStatus.REJECTED;
        refusal = why;
    }

    void change(BigDecimal newPrice, int newWorking) {
        cancelled += working() - newWorking;
        price = newPrice;
    }

    /** The exchange's acknowledgement of the order. */
    OrderAck answer() {
        OrderAck.@Nullable Rejected why = refusal;
        return why == null ? new OrderAck.Accepted(serial()) : why;
    }

    OrderStatusReport known() {
        return new OrderStatusReport(tag, account, itemCode(), intent.side(), price, intent.quantity(), answer());
    }

    OrderReport report(LocalDate tradingDay, Instant time) {
        OrderAck.@Nullable Rejected why = refusal;
        return new OrderReport(
                serial(),
                tag,
                account,
                itemCode(),
                intent.side(),
                price,
                intent.quantity(),
                filled,
                cancelled,
                status,
                why == null ? "" : why.code(),
                why == null ? "" : why.text(),
                tradingDay,
                time);
    }
}

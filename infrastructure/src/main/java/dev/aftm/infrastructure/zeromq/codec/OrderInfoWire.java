package dev.aftm.infrastructure.zeromq.codec;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.interactor.gateway.order.OrderInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wire form of an order and its status, in replies and publications. {@code intended_at} is in milliseconds since 1970,
 * {@code price} is the current limit price, {@code reason} says why the order was rejected or is in an unknown state, and
 * {@code feed} is set in publications only.
 */
public record OrderInfoWire(
        @Nullable String feed,
        long sequence,
        String account,
        String requestId,
        String tag,
        String state,
        String orderSerial,
        String itemCode,
        String side,
        String orderType,
        BigDecimal price,
        BigDecimal orderedPrice,
        int quantity,
        int filled,
        int cancelled,
        BigDecimal averagePrice,
        String openClose,
        String dayTrade,
        String timeInForce,
        String note,
        String errorCode,
        String reason,
        String tradingDay,
        long intendedAt) {

    public OrderInfoWire {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(requestId, "request_id");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(orderSerial, "order_serial");
        Objects.requireNonNull(itemCode, "item_code");
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(orderType, "order_type");
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(orderedPrice, "ordered_price");
        Objects.requireNonNull(averagePrice, "average_price");
        Objects.requireNonNull(openClose, "open_close");
        Objects.requireNonNull(dayTrade, "day_trade");
        Objects.requireNonNull(timeInForce, "time_in_force");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(errorCode, "error_code");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(tradingDay, "trading_day");
    }

    public static OrderInfoWire of(OrderInfo info) {
        return of(null, info);
    }

    /** Returns the wire form of a published order; {@code feed} identifies the feed that numbers it. */
    public static OrderInfoWire of(@Nullable String feed, OrderInfo info) {
        OrderWire order = OrderWire.of(info.account(), info.order());
        return new OrderInfoWire(
                feed,
                info.sequence(),
                info.account(),
                info.requestId(),
                info.tag(),
                info.status().code(),
                info.orderSerial(),
                order.itemCode(),
                order.side(),
                order.orderType(),
                info.price(),
                order.price(),
                order.quantity(),
                info.filled(),
                info.cancelled(),
                info.averagePrice(),
                order.openClose(),
                order.dayTrade(),
                order.timeInForce(),
                order.note(),
                info.code(),
                info.text(),
                info.tradingDay().toString(),
                info.intendedAt().toEpochMilli());
    }

    /**
     * Converts the message to the order that it describes.
     *
     * @throws IllegalArgumentException a field does not hold a valid value
     */
    public OrderInfo info() {
        NewOrder order = OrderWire.intent(
                itemCode, side, orderType, orderedPrice, quantity, openClose, dayTrade, timeInForce, note);
        return new OrderInfo(
                sequence,
                account,
                requestId,
                tag,
                order,
                OrderStatus.ofCode(state)
                        .orElseThrow(() -> new IllegalArgumentException("\"" + state + "\" is not an order status.")),
                orderSerial,
                price,
                filled,
                cancelled,
                averagePrice,
                errorCode,
                reason,
                LocalDate.parse(tradingDay),
                Instant.ofEpochMilli(intendedAt));
    }
}

package dev.aftm.interactor.gateway.order;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * An order and its status.
 *
 * @param sequence the number of its last change among all changes of the account's orders: 1, 2, 3, … since the gateway's
 *     start; 0 if the order is from an earlier day, or was final long ago
 * @param account the account that it trades for
 * @param requestId its request id; if it was sent without one, an id made by the gateway, which begins with {@code ~}
 * @param tag the gateway's tag, which the note at the exchange carries
 * @param order the order as it was sent
 * @param status its status
 * @param orderSerial the exchange's number, unique within the trading day; empty while it is not known
 * @param price current price, in points
 * @param filled filled contracts
 * @param cancelled cancelled contracts
 * @param averagePrice average price of the known trades, in points; 0 if there is none
 * @param code the exchange's error code if it rejected the order; else empty
 * @param text why it was rejected, or why its status is unknown; else empty
 * @param tradingDay the trading day on which it was sent
 * @param intendedAt when its intent was recorded, before it was sent, by the wall clock
 */
public record OrderInfo(
        long sequence,
        String account,
        String requestId,
        String tag,
        NewOrder order,
        OrderStatus status,
        String orderSerial,
        BigDecimal price,
        int filled,
        int cancelled,
        BigDecimal averagePrice,
        String code,
        String text,
        LocalDate tradingDay,
        Instant intendedAt) {

    /** Returns this order with {@link OrderStatus#UNKNOWN}, and why. */
    public OrderInfo withUnknownStatus(String why) {
        return new OrderInfo(
                sequence,
                account,
                requestId,
                tag,
                order,
                OrderStatus.UNKNOWN,
                orderSerial,
                price,
                filled,
                cancelled,
                averagePrice,
                code,
                why,
                tradingDay,
                intendedAt);
    }

    /** The side of the order. */
    public Side side() {
        return order.side();
    }
}

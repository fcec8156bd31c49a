package dev.aftm.interactor.gateway.order;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

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
        Status status,
        String orderSerial,
        BigDecimal price,
        int filled,
        int cancelled,
        BigDecimal averagePrice,
        String code,
        String text,
        LocalDate tradingDay,
        Instant intendedAt) {

    /** The status of an order. */
    public enum Status {
        /** The order is on its way; nothing has been reported yet. */
        SUBMITTED("submitted"),
        /** The order certainly never reached the exchange. */
        NOT_SENT("not_sent"),
        /** The order is in an unknown state: it is not known whether the exchange has it. */
        UNKNOWN("unknown"),
        /** The exchange rejected the order. */
        REJECTED("refused"),
        /** The exchange has the order, and some of it may still trade. */
        WORKING("working"),
        /** The whole order was filled. */
        FILLED("filled"),
        /** The rest of the order was cancelled, or ended with its trading day. */
        CANCELLED("cancelled");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        /** The word for this status in messages and documents; it does not change when the constant is renamed. */
        public String code() {
            return code;
        }

        /** The status with this {@link #code}, ignoring case; empty if there is none. */
        public static Optional<Status> ofCode(String code) {
            return Arrays.stream(values())
                    .filter(status -> status.code.equalsIgnoreCase(code))
                    .findFirst();
        }

        /** Whether the status cannot change any more. */
        public boolean isFinal() {
            return this == REJECTED || this == FILLED || this == CANCELLED;
        }
    }

    /** Returns this order with {@link Status#UNKNOWN}, and why. */
    public OrderInfo withUnknownStatus(String why) {
        return new OrderInfo(
                sequence,
                account,
                requestId,
                tag,
                order,
                Status.UNKNOWN,
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

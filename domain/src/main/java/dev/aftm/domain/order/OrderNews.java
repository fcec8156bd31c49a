package dev.aftm.domain.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** An event of an order. Events may come late, repeatedly, and in any order. */
public sealed interface OrderNews {

    /** The exchange accepted the order and gave it this number. */
    record Accepted(String orderSerial) implements OrderNews {}

    /** The exchange rejected the order. */
    record Rejected(String code, String text) implements OrderNews {}

    /** The order was certainly not sent. */
    record NotSent() implements OrderNews {}

    /** The call that sends the order failed, and it is not known whether the exchange has the order. */
    record Doubted() implements OrderNews {}

    /**
     * The exchange reports the order's status.
     *
     * @param price current price, in points
     * @param filled contracts filled so far, 0 or more
     * @param cancelled contracts cancelled so far, 0 or more
     * @param time the exchange's time of the report; the price of the latest report counts
     */
    record Reported(String orderSerial, BigDecimal price, int filled, int cancelled, Instant time)
            implements OrderNews {}

    /**
     * The exchange reports a trade of the order.
     *
     * @param tradingDay the trading day, within which {@code number} is unique
     * @param number the exchange's number of the trade
     * @param quantity contracts, 1 or more
     * @param price in points
     * @param time the exchange's time of the trade
     */
    record Traded(LocalDate tradingDay, String number, int quantity, BigDecimal price, Instant time)
            implements OrderNews {}

    /** The order's trading day is over; what has not traded will not trade any more. */
    record DayEnded() implements OrderNews {}
}

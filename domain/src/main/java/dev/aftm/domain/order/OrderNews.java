package dev.aftm.domain.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** Something that is heard of an order. It may be heard late, repeatedly, and in any order. */
public sealed interface OrderNews {

    /** The exchange has it under this number. */
    record Accepted(String orderSerial) implements OrderNews {}

    /** The exchange refuses it. */
    record Rejected(String code, String text) implements OrderNews {}

    /** It certainly did not leave. */
    record NotSent() implements OrderNews {}

    /** Its call failed in a way that leaves it open. */
    record Doubted() implements OrderNews {}

    /**
     * How the exchange says it is.
     *
     * @param price as last agreed, in points
     * @param filled contracts traded so far, 0 or more
     * @param cancelled contracts that never will, 0 or more
     * @param time of the report, by the exchange's clock; of two prices the later report's counts
     */
    record Reported(String orderSerial, BigDecimal price, int filled, int cancelled, Instant time)
            implements OrderNews {}

    /**
     * Some of it has traded.
     *
     * @param tradingDay the exchange's; its numbers are unique within it only
     * @param number the exchange's number of the trade
     * @param quantity contracts, 1 or more
     * @param price in points
     * @param time by the exchange's clock
     */
    record Traded(LocalDate tradingDay, String number, int quantity, BigDecimal price, Instant time)
            implements OrderNews {}

    /** The trading day that it was sent on is over: what has not traded by then never will. */
    record DayEnded() implements OrderNews {}
}

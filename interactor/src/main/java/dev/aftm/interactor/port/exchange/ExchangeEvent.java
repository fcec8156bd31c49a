package dev.aftm.interactor.port.exchange;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.position.Fill;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** Something that the exchange reports by itself. It may come late, repeatedly, and in any order. */
public sealed interface ExchangeEvent {

    /** How far the exchange says an order is. */
    enum OrderStatus {
        /** Taken; what is not filled yet still may be. */
        WORKING,
        /** All of it has traded. */
        FILLED,
        /** Ended; what was not filled never will be. */
        CANCELLED,
        /** Never taken. */
        REJECTED
    }

    /**
     * One order as the exchange has it.
     *
     * @param orderSerial the exchange's number, unique within its trading day
     * @param tag our mark, taken off the note; empty where the order is not ours
     * @param price as last agreed, in points
     * @param quantity contracts as they were sent: filled, cancelled and what still works
     * @param filled of these, so far
     * @param cancelled of these, so far
     * @param code why it was refused; else empty
     * @param text likewise, in the exchange's words
     * @param tradingDay the exchange's
     * @param time of this report, by the exchange's clock
     */
    record OrderReport(
            String orderSerial,
            String tag,
            String account,
            String itemCode,
            Side side,
            BigDecimal price,
            int quantity,
            int filled,
            int cancelled,
            OrderStatus status,
            String code,
            String text,
            LocalDate tradingDay,
            Instant time)
            implements ExchangeEvent {}

    /**
     * One trade of an order.
     *
     * @param tradingDay the exchange's
     * @param number the exchange's number of the trade, unique within the trading day
     * @param tag our mark, taken off the order's note; empty where the order is not ours
     * @param fill what was traded
     */
    record FillReport(LocalDate tradingDay, String number, String tag, Fill fill) implements ExchangeEvent {}

    /** The market has traded an instrument that is registered. */
    record MarketTick(Tick tick) implements ExchangeEvent {}

    /** The session's state has changed; {@link ExchangeSession#state} tells to what. */
    record SessionChanged() implements ExchangeEvent {}
}

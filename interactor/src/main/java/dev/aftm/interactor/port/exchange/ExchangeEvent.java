package dev.aftm.interactor.port.exchange;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.position.Fill;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** An event that the exchange reports by itself. Events may come late, repeatedly, and in any order. */
public sealed interface ExchangeEvent {

    /**
     * The status of one order at the exchange.
     *
     * @param orderSerial the exchange's number, unique within its trading day
     * @param tag the gateway's tag, taken from the note; empty if the order was not sent by this gateway
     * @param account the account that the order trades for
     * @param itemCode the instrument's trading code
     * @param side the side of the order
     * @param price current price, in points
     * @param quantity contracts as sent: filled, cancelled and still working
     * @param filled contracts filled so far
     * @param cancelled contracts cancelled so far
     * @param status its status: working, filled, cancelled or rejected
     * @param code the exchange's error code if it was rejected; else empty
     * @param text why it was rejected, in the exchange's words; else empty
     * @param tradingDay the exchange's trading day
     * @param time the exchange's time of this report
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
     * @param tradingDay the exchange's trading day
     * @param number the exchange's number of the trade, unique within the trading day
     * @param tag the gateway's tag, taken from the order's note; empty if the order was not sent by this gateway
     * @param fill the fill
     */
    record FillReport(LocalDate tradingDay, String number, String tag, Fill fill) implements ExchangeEvent {}

    /** A trade in the market, of a registered instrument. */
    record MarketTick(Tick tick) implements ExchangeEvent {}

    /** The session's state has changed; {@link ExchangeSession#state} has the new one. */
    record SessionChanged() implements ExchangeEvent {}
}

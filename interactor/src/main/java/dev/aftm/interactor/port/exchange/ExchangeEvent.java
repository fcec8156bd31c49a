package dev.aftm.interactor.port.exchange;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.FillKind;
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
     * The exchange gave an order another number or quantity when it was replaced. The order's status is reported apart.
     *
     * @param previousSerial the number that the order had before
     * @param orderSerial the number from now on; may be the same
     * @param tag the gateway's tag, taken from the note; empty if the order was not sent by this gateway
     * @param account the account that the order trades for
     * @param itemCode the instrument's trading code
     * @param quantity contracts of the order from now on, filled ones included
     * @param tradingDay the exchange's trading day
     * @param time the exchange's time of the replacement; the latest one counts
     */
    record OrderReplaced(
            String previousSerial,
            String orderSerial,
            String tag,
            String account,
            String itemCode,
            int quantity,
            LocalDate tradingDay,
            Instant time)
            implements ExchangeEvent {}

    /**
     * One trade of an order, its correction or its bust.
     *
     * @param tradingDay the exchange's trading day of the trade
     * @param number the exchange's number of the trade, unique within the trading day
     * @param tag the gateway's tag, taken from the order's note; empty if the order was not sent by this gateway
     * @param kind whether the trade was made, corrected or busted
     * @param fill the fill as it is after this report, or as it was before its bust; its time is the report's
     */
    record FillReport(LocalDate tradingDay, String number, String tag, FillKind kind, Fill fill)
            implements ExchangeEvent {

        /** A report of the trade itself. */
        public FillReport(LocalDate tradingDay, String number, String tag, Fill fill) {
            this(tradingDay, number, tag, FillKind.FILLED, fill);
        }

        /** Whether this report changes what an earlier one said about the same trade. */
        public boolean supersedes(FillReport earlier) {
            boolean isLaterCorrection = kind == FillKind.CORRECTED
                    && !fill.equals(earlier.fill)
                    && !fill.time().isBefore(earlier.fill.time());
            return kind == earlier.kind ? isLaterCorrection : kind.compareTo(earlier.kind) > 0;
        }
    }

    /** A trade in the market, of a registered instrument. */
    record MarketTick(Tick tick) implements ExchangeEvent {}

    /** The session's state has changed; {@link ExchangeSession#state} has the new one. */
    record SessionChanged() implements ExchangeEvent {}
}

package dev.aftm.domain.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an order, or to a request to cancel or replace one. The log stores these events, the exchange reports them,
 * and recovery finds them; there is no other record of an order. Events may come late, repeatedly, and in any order.
 */
public sealed interface OrderEvent {

    /** An event of the request itself: of the one call to the exchange that may be made for it. */
    sealed interface OfRequest extends OrderEvent
            permits Requested, Acknowledged, Rejected, NotSent, Unconfirmed, Closed, Resolved {

        /** Whether it is not known, after this event, whether the exchange has the request. */
        default boolean isUnresolved() {
            return this instanceof Requested || this instanceof Unconfirmed;
        }
    }

    /**
     * The request is about to be sent. Recorded before the call, so that no crash can lose it.
     *
     * @param instruction the order, cancel or replacement
     * @param tradingDay the exchange's trading day at that moment
     * @param cause what caused it, in words; may be empty
     */
    record Requested(OrderInstruction instruction, LocalDate tradingDay, String cause) implements OfRequest {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.requested(this);
        }
    }

    /** The exchange accepted the request; for an order it gave this number, for a cancel or replacement it may be empty. */
    record Acknowledged(String orderSerial) implements OfRequest {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.acknowledged(this);
        }
    }

    /** The exchange rejected the request, with its own code and text. */
    record Rejected(String code, String text) implements OfRequest {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.rejected(this);
        }
    }

    /** The request was certainly not sent; the same request id may be used to send it. */
    record NotSent() implements OfRequest {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.notSent(this);
        }
    }

    /** The call failed or was not answered, and it is not known whether the exchange has the request. */
    record Unconfirmed(String reason) implements OfRequest {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.unconfirmed(this);
        }
    }

    /** The request id must not send anything any more, because e.g. a cancel came first; says nothing of a call made before. */
    record Closed(String reason) implements OfRequest {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.closed(this);
        }
    }

    /**
     * A person resolved a request in an unknown state.
     *
     * @param orderSerial the exchange's number if it has the order; null if it was not sent, whose id is then closed
     * @param by who resolved it
     * @param reason why, in words
     */
    record Resolved(@Nullable String orderSerial, String by, String reason) implements OfRequest {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.resolved(this);
        }
    }

    /**
     * The exchange reports the order's status.
     *
     * @param quantity contracts of the order, as the exchange has it: filled, cancelled and working
     * @param price current price, in points
     * @param filled contracts filled so far, 0 or more
     * @param cancelled contracts cancelled so far, 0 or more
     * @param time the exchange's time of the report; the price of the latest report counts
     */
    record StatusReported(String orderSerial, int quantity, BigDecimal price, int filled, int cancelled, Instant time)
            implements OrderEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.statusReported(this);
        }
    }

    /**
     * The exchange reports that a replacement made a new link of the order's chain (FIX OrderID or OrderQty changes).
     *
     * @param previousSerial the number that the order had before
     * @param orderSerial the number from now on; may be the same
     * @param quantity contracts of the order from now on, filled ones included; 1 or more
     * @param time the exchange's time of the replacement; the quantity of the latest one counts
     */
    record Replaced(String previousSerial, String orderSerial, int quantity, Instant time) implements OrderEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.replaced(this);
        }
    }

    /**
     * The exchange reports a trade of the order.
     *
     * @param tradingDay the trading day, within which {@code number} is unique
     * @param number the exchange's number of the trade
     * @param quantity contracts, 1 or more
     * @param price in points
     * @param time the exchange's time of the trade
     */
    record Filled(LocalDate tradingDay, String number, int quantity, BigDecimal price, Instant time)
            implements OrderEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.filled(this);
        }
    }

    /**
     * The exchange voids a trade (FIX ExecType H, Trade Cancel).
     *
     * @param tradingDay the trading day of the trade
     * @param number the exchange's number of the trade
     * @param time the exchange's time of the bust; filled quantities that it reported until then count no more
     */
    record FillBusted(LocalDate tradingDay, String number, Instant time) implements OrderEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.fillBusted(this);
        }
    }

    /**
     * The exchange corrects a trade (FIX ExecType G, Trade Correct). A bust outranks a correction.
     *
     * @param tradingDay the trading day of the trade
     * @param number the exchange's number of the trade
     * @param quantity the correct number of contracts, 1 or more
     * @param price the correct price, in points
     * @param time the exchange's time of the correction; the latest one counts
     */
    record FillCorrected(LocalDate tradingDay, String number, int quantity, BigDecimal price, Instant time)
            implements OrderEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.fillCorrected(this);
        }
    }

    /** The order's trading day is over; what has not traded will not trade any more. */
    record Expired() implements OrderEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.expired(this);
        }
    }

    /** Calls the visitor's method for this kind of event. */
    <T> T accept(Visitor<T> visitor);

    /**
     * Handles each kind of event; a new kind does not compile until every visitor handles it.
     *
     * @param <T> the type of the result
     */
    interface Visitor<T> {
        T requested(Requested event);

        T acknowledged(Acknowledged event);

        T rejected(Rejected event);

        T notSent(NotSent event);

        T unconfirmed(Unconfirmed event);

        T closed(Closed event);

        T resolved(Resolved event);

        T statusReported(StatusReported event);

        T replaced(Replaced event);

        T filled(Filled event);

        T fillBusted(FillBusted event);

        T fillCorrected(FillCorrected event);

        T expired(Expired event);
    }
}

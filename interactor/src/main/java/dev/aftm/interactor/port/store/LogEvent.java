package dev.aftm.interactor.port.store;

import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.position.CarriedPosition;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import java.time.LocalDate;
import java.util.List;

/** An event that the log stores: of an order, or of the gateway itself. */
public sealed interface LogEvent {

    /**
     * Whether it is recorded even if the disk is nearly full, in room that is reserved for it: everything but denials and what begins a new
     * order or a replacement, because outcomes, cancels and the kill switch must never be refused.
     */
    default boolean mayUseReserve() {
        return true;
    }

    /**
     * An event of an order, or of a request to cancel or replace one.
     *
     * @param key the request
     * @param tag the tag of its present attempt; empty if there was none
     * @param event what happened
     */
    record OfOrder(OrderKey key, String tag, OrderEvent event) implements LogEvent {
        @Override
        public boolean mayUseReserve() {
            return !(event instanceof OrderEvent.Requested request) || request.instruction() instanceof CancelOrder;
        }
    }

    /** An event that is not about one order. The last one of each kind is the gateway's present state. */
    sealed interface OfGateway extends LogEvent {}

    /**
     * The log was opened for use, or needs new short tags. Tags from here on begin with both words.
     *
     * @param installation names this installation for ever, 5 letters or digits
     * @param epoch 5 letters or digits, new at every opening; 3 for short tags, which begin with 2 of the installation's
     */
    record EpochBegun(String installation, String epoch) implements OfGateway {}

    /** A person took this many orders into the log that the exchange had although the log lacked them. */
    record OrdersAdopted(int orders, String by, String reason) implements OfGateway {}

    /** The session with the exchange changed its state. */
    record SessionChanged(ExchangeSession.State state) implements OfGateway {}

    /** The account for which signals trade was selected. */
    record AccountSelected(String account) implements OfGateway {}

    /** The instrument whose trades are followed was selected. */
    record InstrumentSelected(String itemCode) implements OfGateway {}

    /** A client's request was denied by the risk limits or the journal's age, with this answer; its id, if any, is not used up. */
    record OrderDenied(String account, String requestId, String client, String code, String reason)
            implements OfGateway {
        @Override
        public boolean mayUseReserve() {
            return false;
        }
    }

    /** The kill switch was engaged or released, as a sentence that says by whom and why. */
    record KillSwitchChanged(String what) implements OfGateway {}

    /** Every open position with which a trading day began. */
    record PositionsCarried(LocalDate tradingDay, List<CarriedPosition> positions) implements OfGateway {

        public PositionsCarried {
            positions = List.copyOf(positions);
        }
    }
}

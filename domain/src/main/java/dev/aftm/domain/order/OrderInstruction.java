package dev.aftm.domain.order;

import java.util.function.Function;

/** A client's instruction to the exchange: a new order, or a cancel or replacement of an earlier one. */
public sealed interface OrderInstruction permits NewOrder, OrderInstruction.OfEarlierOrder {

    /** A cancel or a replacement. */
    sealed interface OfEarlierOrder extends OrderInstruction permits CancelOrder, ReplaceOrder {

        /** The order that it is about. */
        OrderReference target();
    }

    /** Handles each kind of instruction; a new kind does not compile until it is handled. */
    default <T> T map(
            Function<NewOrder, T> ofNewOrder, Function<CancelOrder, T> ofCancel, Function<ReplaceOrder, T> ofReplace) {
        if (this instanceof NewOrder order) {
            return ofNewOrder.apply(order);
        }
        if (this instanceof CancelOrder cancel) {
            return ofCancel.apply(cancel);
        }
        return ofReplace.apply((ReplaceOrder) this);
    }
}

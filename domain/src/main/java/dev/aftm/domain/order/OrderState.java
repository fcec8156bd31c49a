package dev.aftm.domain.order;

/** The state of an order, as far as it is known. */
public sealed interface OrderState {

    /** The order is on its way; nothing has been reported yet. */
    record Submitted() implements OrderState {}

    /** The order certainly never reached the exchange. */
    record NotSent() implements OrderState {}

    /** The order is in an unknown state: it is not known whether the exchange has it. */
    record InDoubt() implements OrderState {}

    /** The exchange rejected the order. */
    record Rejected(String code, String text) implements OrderState {}

    /**
     * The exchange has the order, and some of it may still trade.
     *
     * @param filled contracts filled so far
     * @param cancelled contracts cancelled so far
     */
    record Working(int filled, int cancelled) implements OrderState {}

    /** The whole order was filled. */
    record Filled() implements OrderState {}

    /**
     * The rest of the order was cancelled, or ended with its trading day.
     *
     * @param filled contracts filled before that, 0 or more
     */
    record Cancelled(int filled) implements OrderState {}

    /**
     * Whether the state cannot change any more. {@link InDoubt} and {@link NotSent} are not final: the exchange may still
     * report the order.
     */
    default boolean isFinal() {
        return this instanceof Rejected || this instanceof Filled || this instanceof Cancelled;
    }
}

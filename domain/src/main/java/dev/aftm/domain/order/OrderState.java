package dev.aftm.domain.order;

/** How far an order is, by all that is known of it. */
public sealed interface OrderState {

    /** On its way; nobody has said anything of it yet. */
    record Submitted() implements OrderState {}

    /** It certainly never reached the exchange. */
    record NotSent() implements OrderState {}

    /** Nobody can say whether the exchange has it. */
    record InDoubt() implements OrderState {}

    /** The exchange has not taken it, for a reason of its own. */
    record Rejected(String code, String text) implements OrderState {}

    /**
     * The exchange has it, and some of it may still trade.
     *
     * @param filled contracts that have traded
     * @param cancelled contracts that never will
     */
    record Working(int filled, int cancelled) implements OrderState {}

    /** All of it has traded. */
    record Filled() implements OrderState {}

    /**
     * What has not traded never will.
     *
     * @param filled contracts that have traded, 0 or more
     */
    record Cancelled(int filled) implements OrderState {}

    /** Whether nothing more can become of it. An order in doubt or not sent may turn out to be at the exchange after all. */
    default boolean isFinal() {
        return this instanceof Rejected || this instanceof Filled || this instanceof Cancelled;
    }
}

package dev.aftm.interactor.port.monitor;

import dev.aftm.interactor.gateway.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Receives the gateway's measurements. Called on the gateway's loop and on the execution thread, many thousand times a
 * second. Implementations are safe for both threads, take less than a microsecond, and never throw.
 */
public interface GatewayMetrics {

    /** Discards all measurements. */
    GatewayMetrics NONE = new GatewayMetrics() {};

    /** The stages of an order, in this order. */
    enum Stage {
        /** From receipt until the execution thread takes it. */
        QUEUE,
        /** Checking the risk limits. */
        RISK,
        /** Recording the intent in the journal. */
        JOURNAL,
        /** The call to the exchange. */
        EXCHANGE,
        /** From the outcome until the reply is sent. */
        REPLY
    }

    /** The outcome of a new order, as reported to its sender. */
    enum OrderFate {
        /** The exchange accepted the order. */
        ACCEPTED("accepted"),
        /** The exchange rejected the order. */
        REJECTED("refused"),
        /** The gateway denied the order before the exchange: against a limit, too late, or invalid. */
        DENIED("held_back"),
        /** The order was valid but could not be sent. */
        NOT_SENT("not_sent"),
        /** The order is in an unknown state. */
        UNKNOWN("unknown");

        private final String code;

        OrderFate(String code) {
            this.code = code;
        }

        /** The word for this outcome in metrics; it does not change when the constant is renamed. */
        public String code() {
            return code;
        }

        /** Whether the outcome counts as a failure in alerts. */
        public boolean isFailure() {
            return this == REJECTED || this == NOT_SENT || this == UNKNOWN;
        }
    }

    /**
     * A request was answered.
     *
     * @param operation the operation, a name from a fixed set
     * @param nanos time from receipt to reply, in nanoseconds
     * @param error why it failed; null if it did not
     */
    default void answered(String operation, long nanos, @Nullable ErrorCode error) {}

    /** An order spent this many nanoseconds in a stage. */
    default void stage(Stage stage, long nanos) {}

    /** The journal was committed, which took this many nanoseconds. */
    default void committed(long nanos) {}

    /** A new order was answered for the first time. */
    default void order(OrderFate fate) {}

    /** A tick was published. */
    default void tick() {}

    /** Bytes received and sent over a socket since the last call. */
    default void traffic(long received, long sent) {}

    /** Combines two receivers into one. */
    static GatewayMetrics both(GatewayMetrics one, GatewayMetrics other) {
        return new GatewayMetrics() {
            @Override
            public void answered(String operation, long nanos, @Nullable ErrorCode error) {
                one.answered(operation, nanos, error);
                other.answered(operation, nanos, error);
            }

            @Override
            public void stage(Stage stage, long nanos) {
                one.stage(stage, nanos);
                other.stage(stage, nanos);
            }

            @Override
            public void committed(long nanos) {
                one.committed(nanos);
                other.committed(nanos);
            }

            @Override
            public void order(OrderFate fate) {
                one.order(fate);
                other.order(fate);
            }

            @Override
            public void tick() {
                one.tick();
                other.tick();
            }

            @Override
            public void traffic(long received, long sent) {
                one.traffic(received, sent);
                other.traffic(received, sent);
            }
        };
    }
}

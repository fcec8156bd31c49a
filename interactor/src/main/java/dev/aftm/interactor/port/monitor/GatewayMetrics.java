package dev.aftm.interactor.port.monitor;

import dev.aftm.interactor.gateway.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Where the gateway tells how it does. Called on the gateway's loop and on the thread that owns the exchange, many thousand
 * times a second: implementations are safe for both, take less than a microsecond, and never throw.
 */
public interface GatewayMetrics {

    /** For whoever does not measure. */
    GatewayMetrics NONE = new GatewayMetrics() {};

    /** Where an order's time goes, in this order. */
    enum Stage {
        /** From its receipt until the owner of the exchange has taken it up. */
        QUEUE,
        /** Judging it by the limits. */
        RISK,
        /** Recording that it is about to be sent. */
        JOURNAL,
        /** The call to the exchange. */
        EXCHANGE,
        /** From its being handed back until its reply is on its way. */
        REPLY
    }

    /** What became of a new order, as its sender is told. */
    enum OrderFate {
        /** The exchange has taken it. */
        ACCEPTED("accepted"),
        /** The exchange has not taken it. */
        REJECTED("refused"),
        /** Against a limit, too late, or wrong: it has not been for the exchange to judge. */
        DENIED("held_back"),
        /** It could not be sent, through no fault of its own. */
        NOT_SENT("not_sent"),
        /** Nobody can say. */
        UNKNOWN("unknown");

        private final String code;

        OrderFate(String code) {
            this.code = code;
        }

        /** Its word in metrics, which stays when the constant is renamed. */
        public String code() {
            return code;
        }

        /** Whether it counts against the system. */
        public boolean isFailure() {
            return this == REJECTED || this == NOT_SENT || this == UNKNOWN;
        }
    }

    /**
     * A request has been answered.
     *
     * @param operation a name from a fixed set
     * @param nanos from its receipt to its reply
     * @param error why it failed; null where it did not
     */
    default void answered(String operation, long nanos, @Nullable ErrorCode error) {}

    /** An order has been in a stage for so long. */
    default void stage(Stage stage, long nanos) {}

    /** The journal has been written, whatever was in it. */
    default void committed(long nanos) {}

    /** A new order has been answered for the first time. */
    default void order(OrderFate fate) {}

    /** A tick has been published. */
    default void tick() {}

    /** So many bytes have come in over a socket, and gone out. */
    default void traffic(long received, long sent) {}

    /** Tells two. */
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

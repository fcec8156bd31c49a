package dev.aftm.domain.order;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Names an earlier order of the same account. */
public sealed interface OrderReference {

    /**
     * By the request id that it was sent with.
     *
     * @param requestId the client's id
     */
    record ByRequestId(String requestId) implements OrderReference {
        @Override
        public String toString() {
            return requestId;
        }
    }

    /**
     * By the exchange's number, in the current trading day. The order may be another program's.
     *
     * @param orderSerial 1 to 20 letters, digits or hyphens
     */
    record BySerial(String orderSerial) implements OrderReference {

        /** @throws InvalidNewOrderException the number is malformed; the message says what is allowed */
        public BySerial {
            if (!NewOrder.isCode(orderSerial)) {
                throw new InvalidNewOrderException("order_serial must be 1 to 20 letters, digits or hyphens.");
            }
        }

        @Override
        public String toString() {
            return "number " + orderSerial;
        }
    }

    /**
     * Makes a reference from two fields of which exactly one is given.
     *
     * @throws InvalidNewOrderException both or neither is given, or the number is malformed
     */
    static OrderReference of(@Nullable String requestId, @Nullable String orderSerial) {
        if (requestId != null && orderSerial == null) {
            return new ByRequestId(requestId);
        }
        if (requestId == null && orderSerial != null) {
            return new BySerial(orderSerial);
        }
        throw new InvalidNewOrderException("Name the order by either target_request_id or order_serial, not both.");
    }

    /** Handles each kind of reference. */
    default <T> T map(Function<String, T> byRequestId, Function<String, T> bySerial) {
        return this instanceof ByRequestId id
                ? byRequestId.apply(id.requestId)
                : bySerial.apply(((BySerial) this).orderSerial);
    }

    /** The request id, if the order is named by it. */
    default Optional<String> asRequestId() {
        return map(Optional::of, unused -> Optional.empty());
    }

    /** The exchange's number, if the order is named by it. */
    default Optional<String> asSerial() {
        return map(unused -> Optional.empty(), Optional::of);
    }
}

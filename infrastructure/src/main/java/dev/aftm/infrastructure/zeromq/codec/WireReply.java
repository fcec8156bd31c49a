package dev.aftm.infrastructure.zeromq.codec;

import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The envelope of a reply; null fields are omitted. */
public record WireReply(
        boolean success,
        @Nullable Object data,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable String orderSent,
        @Nullable String requestId) {

    public static WireReply done(Object data) {
        return new WireReply(true, data, null, null, null, null);
    }

    public static WireReply failed(ErrorCode code, String message) {
        return new WireReply(false, null, code.name(), message, null, null);
    }

    public WireReply about(OrderSent sent) {
        return new WireReply(success, data, errorCode, errorMessage, sent.name().toLowerCase(Locale.ROOT), requestId);
    }

    public WireReply answering(@Nullable String id) {
        return new WireReply(success, data, errorCode, errorMessage, orderSent, id);
    }

    /** Returns the error code; null if the request succeeded. */
    public @Nullable ErrorCode code() {
        return errorCode == null ? null : ErrorCode.valueOf(errorCode);
    }

    public byte[] bytes() {
        return Json.MAPPER.writeValueAsBytes(this);
    }
}

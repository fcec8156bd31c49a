package dev.aftm.infrastructure.zeromq.codec;

import dev.aftm.interactor.gateway.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** An invalid request: an error code, one sentence for the client, and the request id to echo if it is known. */
public final class WireRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String requestId;

    public WireRequestException(ErrorCode code, String message) {
        this(code, message, null);
    }

    private WireRequestException(ErrorCode code, String message, @Nullable String requestId) {
        super(message, null, false, false);
        this.code = code;
        this.requestId = requestId;
    }

    WireRequestException answering(@Nullable String id) {
        return new WireRequestException(code, sentence(), id);
    }

    public ErrorCode code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public @Nullable String requestId() {
        return requestId;
    }
}

package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.gateway.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A request that is refused before it means anything: a code, one sentence, and the id to echo where it is known. */
final class WireRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String requestId;

    WireRefusal(ErrorCode code, String message) {
        this(code, message, null);
    }

    private WireRefusal(ErrorCode code, String message, @Nullable String requestId) {
        super(message, null, false, false);
        this.code = code;
        this.requestId = requestId;
    }

    WireRefusal answering(@Nullable String id) {
        return new WireRefusal(code, sentence(), id);
    }

    ErrorCode code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    @Nullable String requestId() {
        return requestId;
    }
}

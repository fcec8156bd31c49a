package dev.aftm.interactor.gateway;

/** Every code with which the gateway refuses or fails, and what the caller may do about it. */
public enum ErrorCode {
    INVALID_JSON(Kind.INVALID),
    INVALID_REQUEST(Kind.INVALID),
    UNKNOWN_OPERATION(Kind.INVALID),
    INVALID_ORDER(Kind.INVALID),
    MISSING_ACCOUNT(Kind.INVALID),
    MESSAGE_TOO_LARGE(Kind.INVALID),
    REQUEST_ID_REQUIRED(Kind.INVALID),
    REQUEST_ID_REUSED(Kind.INVALID),
    REQUEST_EXPIRED(Kind.REFUSED),
    RISK_REJECTED(Kind.REFUSED),
    RATE_LIMITED(Kind.REFUSED),
    KILL_SWITCH_ENGAGED(Kind.REFUSED),
    NOT_LOGGED_IN(Kind.UNAVAILABLE),
    EXCHANGE_DISCONNECTED(Kind.UNAVAILABLE),
    GATEWAY_BUSY(Kind.UNAVAILABLE),
    EXCHANGE_TIMEOUT(Kind.OPEN),
    ORDER_STATE_UNKNOWN(Kind.OPEN),
    ORDER_EXECUTION_ERROR(Kind.OPEN),
    POSITION_QUERY_ERROR(Kind.FAILED),
    HEALTH_CHECK_ERROR(Kind.FAILED),
    ORDER_NOT_FOUND(Kind.FAILED),
    PROCESSING_ERROR(Kind.FAILED),
    INTERNAL_ERROR(Kind.FAILED),
    /** The client's own: there is no gateway, so nothing was sent. Never on the wire. */
    GATEWAY_UNREACHABLE(Kind.UNAVAILABLE),
    /** The client's own: the gateway did not answer. Never on the wire. */
    GATEWAY_SILENT(Kind.OPEN);

    /** What a code means to the caller. */
    public enum Kind {
        /** The request is wrong; sending it again is of no use. */
        INVALID,
        /** Refused for a reason that lies in the moment or the limits; this request will not be sent. */
        REFUSED,
        /** Nothing was sent; the same request may be made again, with the same id. */
        UNAVAILABLE,
        /** The order may or may not be in the market; ask again with the same id, never with a new one. */
        OPEN,
        /** Something failed inside; the message says what. */
        FAILED
    }

    private final Kind kind;

    ErrorCode(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

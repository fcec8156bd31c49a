package dev.aftm.interactor.gateway.error;

/** Every code with which the gateway refuses or fails, and what the caller may do about it. */
public enum ErrorCode {
    /** The message is not JSON, or not an object. */
    INVALID_JSON(Kind.INVALID),
    /** A field of the request is missing, unknown or wrong; the message says which, and what is allowed. */
    INVALID_REQUEST(Kind.INVALID),
    /** There is no such operation. */
    UNKNOWN_OPERATION(Kind.INVALID),
    /** The order, or the change of one, cannot be so; the message says why. */
    INVALID_ORDER(Kind.INVALID),
    /** The request names no account. */
    MISSING_ACCOUNT(Kind.INVALID),
    /** The message is longer than the gateway reads. */
    MESSAGE_TOO_LARGE(Kind.INVALID),
    /** This gateway takes no order without an id. */
    REQUEST_ID_REQUIRED(Kind.INVALID),
    /** The id names another order, or change, already; take a new one for this. */
    REQUEST_ID_REUSED(Kind.INVALID),
    /** The order's time had passed, or it was withdrawn or cancelled, before it could be sent. */
    REQUEST_EXPIRED(Kind.REJECTED),
    /** A limit does not allow it; the message names the rule, the limit and what the order comes to. */
    RISK_REJECTED(Kind.REJECTED),
    /** Too many orders in a second; the same one may be allowed in a moment. */
    RATE_LIMITED(Kind.REJECTED),
    /** All new orders are stopped until a person releases them. */
    KILL_SWITCH_ENGAGED(Kind.REJECTED),
    /** There is no session with the exchange. */
    NOT_LOGGED_IN(Kind.UNAVAILABLE),
    /** The line to the exchange is down. */
    EXCHANGE_DISCONNECTED(Kind.UNAVAILABLE),
    /** Too many orders wait, or what became of earlier ones is still being found out. */
    GATEWAY_BUSY(Kind.UNAVAILABLE),
    /** The exchange has been called and has not answered yet. */
    EXCHANGE_TIMEOUT(Kind.OPEN),
    /** Nobody can say whether the exchange has it; a person may have to look and settle it. */
    ORDER_STATE_UNKNOWN(Kind.OPEN),
    /** The call to the exchange failed half-way. */
    ORDER_EXECUTION_ERROR(Kind.OPEN),
    /** The positions are not known, or too old to be shown. */
    POSITION_QUERY_ERROR(Kind.FAILED),
    /** How the gateway is could not be found out. */
    HEALTH_CHECK_ERROR(Kind.FAILED),
    /** There is no such order of this account. */
    ORDER_NOT_FOUND(Kind.FAILED),
    /** It could not be done, e.g. since the journal cannot be written; the message says why. */
    PROCESSING_ERROR(Kind.FAILED),
    /** A fault of the gateway itself; its log has more. */
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
        REJECTED,
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

    /** What it means to the caller, and what the caller may do. */
    public Kind kind() {
        return kind;
    }
}

package dev.aftm.interactor.gateway.error;

/** All error codes of the gateway. The kind of a code says what the caller may do. */
public enum ErrorCode {
    /** The message is not JSON, or not an object. */
    INVALID_JSON(Kind.INVALID),
    /** A field of the request is missing, unknown or wrong; the message says which, and what is allowed. */
    INVALID_REQUEST(Kind.INVALID),
    /** There is no such operation. */
    UNKNOWN_OPERATION(Kind.INVALID),
    /** The order or change is impossible; the message says why. */
    INVALID_ORDER(Kind.INVALID),
    /** The request names no account. */
    MISSING_ACCOUNT(Kind.INVALID),
    /** The message is longer than the gateway accepts. */
    MESSAGE_TOO_LARGE(Kind.INVALID),
    /** This gateway accepts no order without a request id. */
    REQUEST_ID_REQUIRED(Kind.INVALID),
    /** The request id already belongs to another order or change; use a new one. */
    REQUEST_ID_REUSED(Kind.INVALID),
    /** The order expired, was withdrawn or was cancelled before it could be sent. */
    REQUEST_EXPIRED(Kind.REJECTED),
    /** A risk rule denied the order; the message names the rule, the value and the limit. */
    RISK_REJECTED(Kind.REJECTED),
    /** Too many orders per second; the same order may be accepted a moment later. */
    RATE_LIMITED(Kind.REJECTED),
    /** The kill switch is engaged; new orders are rejected until a person releases it. */
    KILL_SWITCH_ENGAGED(Kind.REJECTED),
    /** There is no session with the exchange. */
    NOT_LOGGED_IN(Kind.UNAVAILABLE),
    /** The connection to the exchange is down. */
    EXCHANGE_DISCONNECTED(Kind.UNAVAILABLE),
    /** The queue is full, or the gateway is still recovering earlier orders. */
    GATEWAY_BUSY(Kind.UNAVAILABLE),
    /** The exchange was called and has not answered in time. */
    EXCHANGE_TIMEOUT(Kind.OPEN),
    /** The journal is older than the exchange, so this id may have been sent before; a person has to adopt what it lacks. */
    JOURNAL_OUTDATED(Kind.OPEN),
    /** The order is in an unknown state; a person may have to check with the exchange and resolve it. */
    ORDER_STATE_UNKNOWN(Kind.OPEN),
    /** The call to the exchange failed, and the order may have been sent. */
    ORDER_EXECUTION_ERROR(Kind.OPEN),
    /** The positions are not known, or are too old to be reported. */
    POSITION_QUERY_ERROR(Kind.FAILED),
    /** The gateway's health could not be determined. */
    HEALTH_CHECK_ERROR(Kind.FAILED),
    /** This account has no such order. */
    ORDER_NOT_FOUND(Kind.FAILED),
    /** The request failed, e.g. because the journal cannot be written; the message says why. */
    PROCESSING_ERROR(Kind.FAILED),
    /** An error in the gateway itself; its log has the details. */
    INTERNAL_ERROR(Kind.FAILED),
    /** Set by the client only: the gateway could not be reached, so nothing was sent. Never on the wire. */
    GATEWAY_UNREACHABLE(Kind.UNAVAILABLE),
    /** Set by the client only: the gateway did not answer in time. Never on the wire. */
    GATEWAY_SILENT(Kind.OPEN);

    /** What a code means for the caller. */
    public enum Kind {
        /** The request is invalid; repeating it does not help. */
        INVALID,
        /** The request was rejected because of its time or the limits, and will not be sent. */
        REJECTED,
        /** Nothing was sent; repeat the request with the same id. */
        UNAVAILABLE,
        /** The order may be in the market; repeat with the same id, never with a new one. */
        OPEN,
        /** Something failed in the gateway or at the exchange; the message says what. */
        FAILED
    }

    private final Kind kind;

    ErrorCode(Kind kind) {
        this.kind = kind;
    }

    /** What the code means for the caller, and what the caller may do. */
    public Kind kind() {
        return kind;
    }
}

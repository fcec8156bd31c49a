package dev.aftm.interactor.monitor;

import dev.aftm.interactor.gateway.error.ErrorCode;
import java.util.Locale;

/** Whose trouble a refusal or failure is. */
public enum ErrorCategory {
    /** The request was wrong, or asked for what there is not. */
    CLIENT,
    /** A limit, a deadline or the kill switch has held it back, as it should. */
    LIMIT,
    /** There is no session with the exchange. */
    NETWORK,
    /** The exchange, or the queue to it, did not get to it in time. */
    TIMEOUT,
    /** The exchange did not do it. */
    EXCHANGE,
    /** Something failed inside. */
    INTERNAL;

    /** Whose trouble a code tells of. */
    public static ErrorCategory of(ErrorCode code) {
        return switch (code) {
            case INVALID_JSON,
                    INVALID_REQUEST,
                    UNKNOWN_OPERATION,
                    INVALID_ORDER,
                    MISSING_ACCOUNT,
                    MESSAGE_TOO_LARGE,
                    REQUEST_ID_REQUIRED,
                    REQUEST_ID_REUSED,
                    ORDER_NOT_FOUND -> CLIENT;
            case REQUEST_EXPIRED, RISK_REJECTED, RATE_LIMITED, KILL_SWITCH_ENGAGED -> LIMIT;
            case NOT_LOGGED_IN, EXCHANGE_DISCONNECTED, GATEWAY_UNREACHABLE -> NETWORK;
            case EXCHANGE_TIMEOUT, GATEWAY_BUSY, GATEWAY_SILENT -> TIMEOUT;
            case ORDER_STATE_UNKNOWN, ORDER_EXECUTION_ERROR, POSITION_QUERY_ERROR -> EXCHANGE;
            case HEALTH_CHECK_ERROR, PROCESSING_ERROR, INTERNAL_ERROR -> INTERNAL;
        };
    }

    /** Whether it counts against the system. */
    public boolean isOurs() {
        return this != CLIENT && this != LIMIT;
    }

    /** Its name in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

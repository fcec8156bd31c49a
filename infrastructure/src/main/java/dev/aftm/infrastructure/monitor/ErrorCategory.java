package dev.aftm.infrastructure.monitor;

import dev.aftm.interactor.gateway.error.ErrorCode;
import java.util.Locale;

/** The cause of a failed request. */
public enum ErrorCategory {
    /** The request was invalid, or asked for something that does not exist. */
    CLIENT,
    /** A limit, a deadline or the kill switch denied the request, as intended. */
    LIMIT,
    /** There is no session with the exchange. */
    NETWORK,
    /** The exchange, or the queue to it, did not answer in time. */
    TIMEOUT,
    /** The call to the exchange failed. */
    EXCHANGE,
    /** The gateway itself failed. */
    INTERNAL;

    /** The category of an error code. */
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
            case HEALTH_CHECK_ERROR, PROCESSING_ERROR, INTERNAL_ERROR, JOURNAL_OUTDATED -> INTERNAL;
        };
    }

    /** Whether errors of this category count as failures of the system in alerts. */
    public boolean isOurs() {
        return this != CLIENT && this != LIMIT;
    }

    /** The name of this category in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

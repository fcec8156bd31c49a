package dev.aftm.infrastructure.zeromq.socket;

/** Names of the key-value pairs in log events. */
public final class LogKeys {

    /** The request id, the same in every process from the signal to the fill: a signal's id is its order's id. */
    public static final String REQUEST_ID = "request_id";

    private LogKeys() {}
}

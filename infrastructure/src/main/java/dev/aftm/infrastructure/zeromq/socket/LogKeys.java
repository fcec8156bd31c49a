package dev.aftm.infrastructure.zeromq.socket;

/** Under which names log events carry what they are about. */
public final class LogKeys {

    /** The same in every process, from the signal to the fill: the signal's id is its order's. */
    public static final String REQUEST_ID = "request_id";

    private LogKeys() {}
}

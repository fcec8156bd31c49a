package dev.aftm.infrastructure.zeromq;

/** Under which names log events carry what they are about. */
final class LogKeys {

    /** The same in every process, from the signal to the fill: the signal's id is its order's. */
    static final String REQUEST_ID = "request_id";

    private LogKeys() {}
}

package dev.aftm.app.torture;

/** How the exchange behaves for a while. */
enum FaultMode {
    WELL,
    /** Each order takes some milliseconds. */
    SLOW,
    /** No order is answered before the mood is over. */
    HANGS,
    /** The order is taken, then the connection is cut instead of the answer. */
    CUTS_OFF,
    /** The connection is cut, and the order arrives after its sender has noticed. */
    LATE,
    /** It knows only of orders of its next day. */
    FORGETS,
    /** It answers a question for orders with a part of them, and says so. */
    ANSWERS_BY_HALF
}

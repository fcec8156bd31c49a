package dev.aftm.app.torture;

/** A way in which the exchange misbehaves for a while. */
enum FaultMode {
    WELL,
    /** Each order takes some milliseconds. */
    SLOW,
    /** No order is answered before this mode ends. */
    HANGS,
    /** The order is accepted, but the connection is cut instead of answering. */
    CUTS_OFF,
    /** The connection is cut, and the order arrives after the gateway has noticed that. */
    LATE,
    /** It returns only orders of the next trading day. */
    FORGETS,
    /** It answers a query for orders with a part of them, and marks it as incomplete. */
    ANSWERS_BY_HALF
}

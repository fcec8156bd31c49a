/**
 * One handler for each operation of the protocol, with the fields that it reads and writes.
 * Runs on the gateway-loop thread; a handler parses, calls a use case and formats. It may read an order's history from the
 * journal; nothing else that blocks belongs here.
 */
@NullMarked
package dev.aftm.infrastructure.zeromq.request.operation;

import org.jspecify.annotations.NullMarked;

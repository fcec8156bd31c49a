/**
 * One handler for each operation of the protocol, with the fields that it reads and writes.
 * Runs on the gateway-loop thread; a handler parses, calls a use case and formats. It may read the journal (SQLite), e.g. to
 * look up a new request id; nothing else that blocks belongs here.
 */
@NullMarked
package dev.aftm.infrastructure.zeromq.request.operation;

import org.jspecify.annotations.NullMarked;

/**
 * One handler for each operation of the protocol, with the fields that it reads and writes.
 * Runs on the gateway-loop thread, so that a handler never blocks; it parses, calls a use case and formats.
 */
@NullMarked
package dev.aftm.infrastructure.zeromq.request.operation;

import org.jspecify.annotations.NullMarked;

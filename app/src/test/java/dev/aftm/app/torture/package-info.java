/**
 * The torture run: real processes and sockets, a misbehaving exchange in its own process, broken connections, and SIGKILL at
 * every step of an order. Runs on its own threads and processes; the exchange's ledger decides the result.
 */
@NullMarked
package dev.aftm.app.torture;

import org.jspecify.annotations.NullMarked;

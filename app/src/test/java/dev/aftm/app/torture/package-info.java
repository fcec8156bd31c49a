/**
 * The torture run: real processes, real sockets, an exchange in a process of its own that misbehaves, connections that break,
 * and SIGKILL at every step of an order. The exchange's ledger is the truth that is counted at the end.
 */
@NullMarked
package dev.aftm.app.torture;

import org.jspecify.annotations.NullMarked;

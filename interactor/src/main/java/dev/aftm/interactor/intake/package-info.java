/**
 * Accepts requests: validates them, detects duplicates, tracks who waits for an answer, and answers queries from snapshots.
 * Runs on the gateway-loop thread: looking up a new request id reads the journal (SQLite); nothing else that blocks, and no
 * call to the exchange, belongs here.
 */
@NullMarked
package dev.aftm.interactor.intake;

import org.jspecify.annotations.NullMarked;

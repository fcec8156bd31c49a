/**
 * Accepts requests: validates them, detects duplicates, tracks who waits for an answer, and answers queries from snapshots.
 * Runs on the gateway-loop thread: only the history of one order is read from the journal's files; nothing else that blocks,
 * and no call to the exchange, belongs here.
 */
@NullMarked
package dev.aftm.interactor.intake;

import org.jspecify.annotations.NullMarked;

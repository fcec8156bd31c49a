/**
 * Accepts requests: validates them, detects duplicates, keeps who waits for an answer, and answers queries from snapshots.
 * Runs on the gateway-loop thread; calls to the exchange and anything that blocks may not come in.
 */
@NullMarked
package dev.aftm.interactor.intake;

import org.jspecify.annotations.NullMarked;

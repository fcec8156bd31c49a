/**
 * Replays market data through the whole gateway in one thread, as fast as possible.
 * Uses the same use cases as the live system on the caller's thread; no sockets and no second set of rules belongs here.
 */
@NullMarked
package dev.aftm.interactor.backtest;

import org.jspecify.annotations.NullMarked;

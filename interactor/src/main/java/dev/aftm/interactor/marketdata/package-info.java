/**
 * Brings ticks to whoever needs them: live from the exchange, or played from a tape at a chosen speed.
 * Runs on the execution thread; strategies and orders may not come in.
 */
@NullMarked
package dev.aftm.interactor.marketdata;

import org.jspecify.annotations.NullMarked;

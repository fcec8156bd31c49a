/**
 * Publishes ticks: live from the exchange, or replayed from a tape at a chosen speed.
 * Runs on the execution thread; strategies and orders must stay out.
 */
@NullMarked
package dev.aftm.interactor.marketdata;

import org.jspecify.annotations.NullMarked;

/**
 * Strategies turn ticks into trading signals; the built-in one trades conditions at support and resistance. A strategy is
 * used by one thread and must be deterministic: no clock, no randomness, no I/O.
 */
@NullMarked
package dev.aftm.domain.strategy;

import org.jspecify.annotations.NullMarked;

/**
 * The process's own clock, pauses, and the thread that owns the exchange.
 */
@NullMarked
package dev.aftm.infrastructure.runtime;

import org.jspecify.annotations.NullMarked;

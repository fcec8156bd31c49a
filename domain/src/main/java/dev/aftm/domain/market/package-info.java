/**
 * Instruments, their trading codes, trading days, and the trades that the market reports. Immutable values without I/O, safe
 * for all threads.
 */
@NullMarked
package dev.aftm.domain.market;

import org.jspecify.annotations.NullMarked;

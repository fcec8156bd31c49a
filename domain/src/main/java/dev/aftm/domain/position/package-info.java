/**
 * Fills, and the positions, average prices and P&amp;L that follow from them. Exact arithmetic without I/O; the position book is
 * used by one thread.
 */
@NullMarked
package dev.aftm.domain.position;

import org.jspecify.annotations.NullMarked;

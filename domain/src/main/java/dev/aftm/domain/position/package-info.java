/**
 * Fills, and the positions, average prices and profits that follow from them.
 */
@NullMarked
package dev.aftm.domain.position;

import org.jspecify.annotations.NullMarked;

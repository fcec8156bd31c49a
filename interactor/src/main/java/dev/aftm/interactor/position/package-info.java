/**
 * Fills, and the positions, average prices and P&amp;L computed from them.
 * The execution thread alone changes it; published values are immutable. Orders and risk limits must stay out.
 */
@NullMarked
package dev.aftm.interactor.position;

import org.jspecify.annotations.NullMarked;

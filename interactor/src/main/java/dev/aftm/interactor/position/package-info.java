/**
 * Fills and what follows from them: positions, average prices, realised and unrealised P&amp;L.
 * The execution thread alone changes it; published values are immutable. Orders and risk limits may not come in.
 */
@NullMarked
package dev.aftm.interactor.position;

import org.jspecify.annotations.NullMarked;

/**
 * What the system does: takes an order to the exchange exactly once, plays a tape, runs a strategy, executes its signals.
 */
@NullMarked
package dev.aftm.interactor.usecase;

import org.jspecify.annotations.NullMarked;

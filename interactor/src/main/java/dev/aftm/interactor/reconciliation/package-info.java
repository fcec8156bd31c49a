/**
 * Compares what we know with what the exchange knows: open orders after a crash, missed fills, positions, account figures.
 * Runs on the execution thread; it asks and compares, and never sends an order.
 */
@NullMarked
package dev.aftm.interactor.reconciliation;

import org.jspecify.annotations.NullMarked;

/**
 * Compares the gateway's state with the exchange's: open orders after a crash, missed fills, positions, account figures.
 * Runs on the execution thread; it queries and compares, and never sends an order.
 */
@NullMarked
package dev.aftm.interactor.reconciliation;

import org.jspecify.annotations.NullMarked;

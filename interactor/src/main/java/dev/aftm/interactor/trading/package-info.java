/**
 * The clients that trade through the gateway: runs a strategy, executes its signals, follows its orders.
 * Runs in the strategy's and the executor's processes, one thread each; the gateway's own use cases must stay out.
 */
@NullMarked
package dev.aftm.interactor.trading;

import org.jspecify.annotations.NullMarked;

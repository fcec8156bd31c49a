/**
 * The clients that trade through the gateway: runs a strategy, executes its signals, follows its orders.
 * Runs in the strategy's and the executor's processes, one thread each; the gateway's own use cases may not come in.
 */
@NullMarked
package dev.aftm.interactor.trading;

import org.jspecify.annotations.NullMarked;

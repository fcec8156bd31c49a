/**
 * What trades through the gateway from outside: runs a strategy, executes its signals, follows the orders.
 * Runs in the strategy's and the executor's processes, one thread each; the gateway's own use cases may not come in.
 */
@NullMarked
package dev.aftm.interactor.trading;

import org.jspecify.annotations.NullMarked;

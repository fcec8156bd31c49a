/**
 * What trades through the gateway, from the other side of its socket: it runs a strategy, executes the signals, follows the
 * orders, and asks again until it knows what became of them.
 */
@NullMarked
package dev.aftm.interactor.trading;

import org.jspecify.annotations.NullMarked;

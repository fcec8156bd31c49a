/**
 * Signals from a strategy to the order executor, and their acknowledgements.
 * Only the strategy's thread calls these ports; order types of the gateway must stay out.
 */
@NullMarked
package dev.aftm.interactor.port.signal;

import org.jspecify.annotations.NullMarked;

/**
 * Signals on their way from a strategy to the order executor, and the acknowledgement that comes back.
 * Only the strategy's thread calls these ports; order types of the gateway may not come in.
 */
@NullMarked
package dev.aftm.interactor.port.signal;

import org.jspecify.annotations.NullMarked;

/**
 * The kill switch as the order path reads it, and the store of its state across restarts.
 * Reading is safe on any thread and never blocks; only {@code interactor.risk} decides when it is engaged.
 */
@NullMarked
package dev.aftm.interactor.port.killswitch;

import org.jspecify.annotations.NullMarked;

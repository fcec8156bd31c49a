/**
 * Time for the use cases: reading a clock, and pausing.
 * Ports for any thread; an implementation lives in infrastructure, and nothing else in the core may read a clock.
 */
@NullMarked
package dev.aftm.interactor.port.clock;

import org.jspecify.annotations.NullMarked;

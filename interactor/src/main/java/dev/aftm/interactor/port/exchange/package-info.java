/**
 * The interfaces to an exchange: session, order entry, status reports, fills, positions and margin.
 * {@code main} logs in at the start, then only the execution thread calls these ports, because a call to a library can hang;
 * broker-specific types must stay out.
 */
@NullMarked
package dev.aftm.interactor.port.exchange;

import org.jspecify.annotations.NullMarked;

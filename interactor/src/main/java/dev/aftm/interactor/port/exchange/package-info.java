/**
 * What the gateway needs of an exchange: session, order entry, status reports, fills, positions and margin.
 * Only the execution thread calls these ports, and none of them may block; broker-specific types may not come in.
 */
@NullMarked
package dev.aftm.interactor.port.exchange;

import org.jspecify.annotations.NullMarked;

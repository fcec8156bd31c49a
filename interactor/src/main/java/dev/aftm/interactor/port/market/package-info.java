/**
 * Where market data comes from: tapes, the checkpoint of a tape, and a market that is simulated from one.
 * Only the execution thread calls these ports; order types may not come in.
 */
@NullMarked
package dev.aftm.interactor.port.market;

import org.jspecify.annotations.NullMarked;

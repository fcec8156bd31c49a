/**
 * The sources of market data: tapes, the checkpoint of a tape, and the simulated market that a tape drives.
 * Only the execution thread calls these ports; order types must stay out.
 */
@NullMarked
package dev.aftm.interactor.port.market;

import org.jspecify.annotations.NullMarked;

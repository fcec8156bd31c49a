/**
 * The paper exchange with its matching engine and ledger, and the tapes that provide its market data.
 * Only the execution thread uses them; orders to a real market must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.simulator;

import org.jspecify.annotations.NullMarked;

/**
 * The paper exchange with its ledger, and the tapes that move its market.
 */
@NullMarked
package dev.aftm.infrastructure.simulator;

import org.jspecify.annotations.NullMarked;

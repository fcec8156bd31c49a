/**
 * The files of the risk controls: the operator's risk limits, and the state of the kill switch.
 * For any thread; the risk rules themselves must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.risk;

import org.jspecify.annotations.NullMarked;

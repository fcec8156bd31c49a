/**
 * Orders, their changes, events, states and outcomes, and the execution of signals as orders. Everything is immutable and
 * safe for all threads; the way to the exchange is behind {@link dev.aftm.domain.execution.OrderSubmission}.
 */
@NullMarked
package dev.aftm.domain.order;

import org.jspecify.annotations.NullMarked;

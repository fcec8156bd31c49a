/**
 * Checks an order against its limits before it is sent, and engages or releases the kill switch.
 * Runs on the execution thread; it judges and never sends. A limit itself is a rule of {@code domain.risk}.
 */
@NullMarked
package dev.aftm.interactor.risk;

import org.jspecify.annotations.NullMarked;

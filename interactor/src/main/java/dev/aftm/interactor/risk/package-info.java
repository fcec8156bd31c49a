/**
 * Checks an order against its limits before it is sent, and engages or releases the kill switch.
 * Runs on the execution thread, the kill switch on any thread; it decides and never sends. The rules are in {@code domain.risk}.
 */
@NullMarked
package dev.aftm.interactor.risk;

import org.jspecify.annotations.NullMarked;

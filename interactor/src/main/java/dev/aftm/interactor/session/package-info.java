/**
 * The session with the exchange: login and logout, what the exchange reports, and which account and instrument are selected.
 * Runs on the execution thread, and on {@code main} for the login at the start; it never waits, and sends no orders.
 */
@NullMarked
package dev.aftm.interactor.session;

import org.jspecify.annotations.NullMarked;

/**
 * The session with the exchange: login and logout, what the exchange reports, and which account and instrument are selected.
 * Runs on the execution thread; it never waits, and sends no orders.
 */
@NullMarked
package dev.aftm.interactor.session;

import org.jspecify.annotations.NullMarked;

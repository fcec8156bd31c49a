/**
 * The service behind the gateway's socket: it takes an order to the exchange exactly once, and knows what has become of it,
 * of our positions, of the session.
 */
@NullMarked
package dev.aftm.interactor.usecase;

import org.jspecify.annotations.NullMarked;

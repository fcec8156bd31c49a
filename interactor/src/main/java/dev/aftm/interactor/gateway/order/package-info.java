/**
 * Requests to send, change or cancel an order, the responses to them, and lists of orders and fills.
 * Immutable values that validate themselves, usable on any thread; no behaviour and no transport belongs here.
 */
@NullMarked
package dev.aftm.interactor.gateway.order;

import org.jspecify.annotations.NullMarked;

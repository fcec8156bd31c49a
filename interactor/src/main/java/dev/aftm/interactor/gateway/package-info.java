/**
 * The gateway's interface for clients: the service interface, its health, and its session with the exchange.
 * Interfaces and values only, usable on any thread; nothing of the transport or of the gateway's inside belongs here.
 */
@NullMarked
package dev.aftm.interactor.gateway;

import org.jspecify.annotations.NullMarked;

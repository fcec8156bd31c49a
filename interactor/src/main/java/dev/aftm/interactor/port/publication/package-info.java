/**
 * What the gateway publishes to whoever listens: sequenced ticks and numbered order updates, and the acknowledgement of a
 * tick.
 * Each port names its thread; a publisher must never wait for a subscriber.
 */
@NullMarked
package dev.aftm.interactor.port.publication;

import org.jspecify.annotations.NullMarked;

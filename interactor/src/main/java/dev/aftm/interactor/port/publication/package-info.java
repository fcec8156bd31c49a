/**
 * What the gateway publishes to subscribers: sequenced ticks and numbered order updates; also the acknowledgement of ticks.
 * Each port names its thread; a publisher must never wait for a subscriber.
 */
@NullMarked
package dev.aftm.interactor.port.publication;

import org.jspecify.annotations.NullMarked;

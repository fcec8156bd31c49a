/**
 * The stores that survive a restart: the event log, its head, and the strategy's store.
 * Each port names its one thread; a database's types must stay out.
 */
@NullMarked
package dev.aftm.interactor.port.store;

import org.jspecify.annotations.NullMarked;

/**
 * The strategy's store in SQLite (conditions, their states, unacknowledged signals), the conditions file and the account log.
 * Each store is for one thread; rules of the strategy must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.store;

import org.jspecify.annotations.NullMarked;

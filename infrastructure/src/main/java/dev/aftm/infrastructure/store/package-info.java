/**
 * The strategy's memory in an SQLite file: conditions, their states, signals that await their acknowledgement.
 */
@NullMarked
package dev.aftm.infrastructure.store;

import org.jspecify.annotations.NullMarked;

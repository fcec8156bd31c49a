/**
 * What every SQLite file of the system has in common: how it is opened and checked, its transactions, and its errors as
 * sentences. Not an adapter itself; those that keep something in such a file stand on it.
 */
@NullMarked
package dev.aftm.infrastructure.sqlite;

import org.jspecify.annotations.NullMarked;

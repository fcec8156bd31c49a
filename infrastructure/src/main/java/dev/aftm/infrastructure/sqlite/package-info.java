/**
 * Shared by all adapters that use SQLite: opening, checking and upgrading a file, transactions, and errors as sentences.
 * A connection is for one thread at a time; the tables of an adapter must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.sqlite;

import org.jspecify.annotations.NullMarked;

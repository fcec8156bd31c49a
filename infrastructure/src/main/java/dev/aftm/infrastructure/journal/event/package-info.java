/**
 * Journal records: how each kind is encoded, and the hash chain that links them.
 * Pure functions for any thread; files and SQL must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.journal.event;

import org.jspecify.annotations.NullMarked;

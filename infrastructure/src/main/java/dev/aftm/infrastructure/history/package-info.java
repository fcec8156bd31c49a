/**
 * The history in SQLite: every event of every request, found by its id, and a summary for an index in memory.
 * Everything here is derived from the event log; what an event means for an order must stay out. For any thread.
 */
@NullMarked
package dev.aftm.infrastructure.history;

import org.jspecify.annotations.NullMarked;

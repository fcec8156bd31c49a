/**
 * The order journal in SQLite and in memory: schema, reading, appending, checkpoints and checksums.
 * Only the execution thread appends; reads may come from the journal-reader thread. Rules about orders may not come in.
 */
@NullMarked
package dev.aftm.infrastructure.journal;

import org.jspecify.annotations.NullMarked;

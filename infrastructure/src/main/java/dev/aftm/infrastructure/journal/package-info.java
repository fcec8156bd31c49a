/**
 * The event log in files and in memory, and where its head is kept.
 * Only the execution thread appends; any thread reads. Rules about orders must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.journal;

import org.jspecify.annotations.NullMarked;

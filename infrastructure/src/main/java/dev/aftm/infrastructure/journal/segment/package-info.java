/**
 * An append-only log of opaque records in segment files: appending, reading, checking, and recovery from crashes and full or
 * failing disks. One thread appends, {@code journal-allocator} prepares and seals files, any thread reads; what the records
 * mean must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.journal.segment;

import org.jspecify.annotations.NullMarked;

/**
 * Verifies the journal's files, checksums and hash chain, and shows its events.
 * Reads only, in the process of the command; it may be run beside a live gateway, and nothing here may write.
 */
@NullMarked
package dev.aftm.infrastructure.journal.audit;

import org.jspecify.annotations.NullMarked;

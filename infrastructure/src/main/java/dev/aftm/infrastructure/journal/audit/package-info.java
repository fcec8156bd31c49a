/**
 * Verifies a journal file: hash chain, checksums, contradictions between tables and events.
 * Reads only, in the process of the command; it may be run beside a live gateway, and nothing here may write.
 */
@NullMarked
package dev.aftm.infrastructure.journal.audit;

import org.jspecify.annotations.NullMarked;

/**
 * The order journal in SQLite and in memory: schema, reading, appending, checkpoints and checksums.
 * Only the execution thread appends; {@code gateway-loop}, {@code execution} and the common pool read. Rules about orders must
 * stay out.
 */
@NullMarked
package dev.aftm.infrastructure.journal;

import org.jspecify.annotations.NullMarked;

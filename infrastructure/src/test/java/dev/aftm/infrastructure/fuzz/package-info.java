/**
 * Fuzzing: what it throws lies beside what it throws it at ({@code CodecFuzz}, {@code TapeFuzz}).
 */
@NullMarked
package dev.aftm.infrastructure.fuzz;

import org.jspecify.annotations.NullMarked;

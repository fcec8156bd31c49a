/**
 * Runs the fuzz targets: the corpus in every build, and Jazzer on request.
 * The targets themselves ({@code CodecFuzz}, {@code TapeFuzz}) are beside the code that they test and may not come in.
 */
@NullMarked
package dev.aftm.infrastructure.fuzz;

import org.jspecify.annotations.NullMarked;

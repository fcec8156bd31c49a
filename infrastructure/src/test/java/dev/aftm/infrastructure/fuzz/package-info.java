/**
 * Runs the fuzz targets: the corpus in every build, and Jazzer on request.
 * The targets themselves ({@code CodecFuzz}, {@code TapeFuzz}) are beside the code that they test and must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.fuzz;

import org.jspecify.annotations.NullMarked;

/** Metrics for Prometheus, by Micrometer, and what a process can tell of itself. */
@NullMarked
package dev.aftm.infrastructure.metrics;

import org.jspecify.annotations.NullMarked;

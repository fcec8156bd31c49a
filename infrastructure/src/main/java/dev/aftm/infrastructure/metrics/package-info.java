/**
 * The gateway's metrics for Prometheus, by Micrometer, and statistics of the process.
 * Meters are updated and scraped on any thread; nothing here may block.
 */
@NullMarked
package dev.aftm.infrastructure.metrics;

import org.jspecify.annotations.NullMarked;

/**
 * Load tests of real processes over real sockets: the gateway, and echo peers for comparison in the same run.
 * Each peer runs in its own process; only ratios between rows of one run are meaningful.
 */
@NullMarked
package dev.aftm.benchmarks.load;

import org.jspecify.annotations.NullMarked;

/**
 * Measurements with JMH; their results are ratios between rows of one run, since machines differ.
 */
@NullMarked
package dev.aftm.benchmarks;

import org.jspecify.annotations.NullMarked;

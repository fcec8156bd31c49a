/**
 * Measurements with JMH. Compare rows of one run only, because machines differ.
 */
@NullMarked
package dev.aftm.benchmarks;

import org.jspecify.annotations.NullMarked;

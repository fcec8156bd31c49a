/**
 * Measures real processes over real sockets: the gateway, and beside it in the same run peers that only echo, each in a process of
 * its own. What counts are the ratios between the rows of one run.
 */
@NullMarked
package dev.aftm.benchmarks.load;

import org.jspecify.annotations.NullMarked;

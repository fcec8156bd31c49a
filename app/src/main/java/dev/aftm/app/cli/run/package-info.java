/**
 * Commands that run a process: the whole system, one of its parts, or a backtest.
 * Parse options and hand over to the process's own package; trading logic may not come in.
 */
@NullMarked
package dev.aftm.app.cli.run;

import org.jspecify.annotations.NullMarked;

/**
 * Commands that run a process: the whole system, one of its parts, or a backtest.
 * Parse options on the main thread and start the process; trading logic must stay out.
 */
@NullMarked
package dev.aftm.app.cli.run;

import org.jspecify.annotations.NullMarked;

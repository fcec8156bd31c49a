/**
 * The backtest: its Dagger component, and a run from market data file to report in one thread.
 * No sockets and no other process belongs here.
 */
@NullMarked
package dev.aftm.app.backtest;

import org.jspecify.annotations.NullMarked;

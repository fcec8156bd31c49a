/**
 * The report of a backtest as one HTML file.
 * Runs on the caller's thread, during a backtest and after it; nothing live belongs here.
 */
@NullMarked
package dev.aftm.infrastructure.http.report;

import org.jspecify.annotations.NullMarked;

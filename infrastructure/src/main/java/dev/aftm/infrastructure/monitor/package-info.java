/**
 * Evaluates the system's health: request counts, reports of other processes, alerts, trading hours.
 * Runs on the monitoring thread; nothing here may touch an order.
 */
@NullMarked
package dev.aftm.infrastructure.monitor;

import org.jspecify.annotations.NullMarked;

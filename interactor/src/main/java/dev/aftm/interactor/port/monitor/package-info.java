/**
 * The interfaces for monitoring: order counts and latencies, and reports from other processes.
 * Safe on the thread that the port names and never blocking; nothing here may influence an order.
 */
@NullMarked
package dev.aftm.interactor.port.monitor;

import org.jspecify.annotations.NullMarked;

/**
 * Starts, supervises, restarts and stops the system's processes, and publishes their status in a file.
 * Each process has a thread of its own, and a watchdog thread checks heartbeats; what the processes do must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.process;

import org.jspecify.annotations.NullMarked;

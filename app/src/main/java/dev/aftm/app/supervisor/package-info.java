/**
 * The supervisor: starts the other processes in order, restarts those that end, and reports to the operator.
 * Runs on one bring-up thread and timers; native code and secrets must stay out.
 */
@NullMarked
package dev.aftm.app.supervisor;

import org.jspecify.annotations.NullMarked;

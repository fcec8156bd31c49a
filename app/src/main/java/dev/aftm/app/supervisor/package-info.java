/**
 * The supervisor: starts the other processes in order, restarts what dies, and tells the operator.
 * One bring-up thread and timers; native code and secrets may not come in.
 */
@NullMarked
package dev.aftm.app.supervisor;

import org.jspecify.annotations.NullMarked;

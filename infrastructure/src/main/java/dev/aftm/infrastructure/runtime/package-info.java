/**
 * The execution thread, the system clock, sleeping, and Linux's batch scheduling.
 * Only the execution thread calls the exchange; everything else is for any thread. Rules about orders must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.runtime;

import org.jspecify.annotations.NullMarked;

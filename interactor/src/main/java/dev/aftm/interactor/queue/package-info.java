/**
 * The hand-over from the gateway loop to the execution thread: a queued request, the queue, and its result.
 * Written by one thread and read by the other through the queue alone; decisions about orders must stay out.
 */
@NullMarked
package dev.aftm.interactor.queue;

import org.jspecify.annotations.NullMarked;

/**
 * The events of the log as lines of JSON, for those who store them and those who show them.
 * For any thread; what an event means for an order must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.event;

import org.jspecify.annotations.NullMarked;

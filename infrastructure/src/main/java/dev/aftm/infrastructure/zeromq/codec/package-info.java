/**
 * Wire messages as JSON: envelopes, field checks, and the records of orders.
 * Pure functions for any thread; sockets and use cases must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.zeromq.codec;

import org.jspecify.annotations.NullMarked;

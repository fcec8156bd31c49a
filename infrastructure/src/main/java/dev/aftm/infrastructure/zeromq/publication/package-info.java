/**
 * Publishing ticks on port 5555 and order updates on port 5558, and subscribing to the latter.
 * Publishers run on the execution thread and never wait for a subscriber; a subscription runs on its caller's thread.
 */
@NullMarked
package dev.aftm.infrastructure.zeromq.publication;

import org.jspecify.annotations.NullMarked;

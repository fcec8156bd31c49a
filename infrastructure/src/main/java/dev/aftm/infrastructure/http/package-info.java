/**
 * The gateway's pages: metrics, health, and the status page with its live events. It listens on this machine alone, and nothing
 * that a viewer does, or leaves undone, reaches the gateway's loop.
 */
@NullMarked
package dev.aftm.infrastructure.http;

import org.jspecify.annotations.NullMarked;

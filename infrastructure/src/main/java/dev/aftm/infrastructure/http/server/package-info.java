/**
 * The HTTP server on the loopback address: metrics, health, the status page and its event stream.
 * Runs on the server's own threads; no client, however slow, may delay the gateway's loop.
 */
@NullMarked
package dev.aftm.infrastructure.http.server;

import org.jspecify.annotations.NullMarked;

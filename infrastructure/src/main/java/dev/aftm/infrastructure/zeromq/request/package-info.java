/**
 * Request and response on port 5557: the server, the client, and the dispatch of operations.
 * The server runs on the gateway-loop thread, a client on its caller's. On the loop, only the history of an order waits, for
 * the journal's files; nothing else that blocks belongs here.
 */
@NullMarked
package dev.aftm.infrastructure.zeromq.request;

import org.jspecify.annotations.NullMarked;

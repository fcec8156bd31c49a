/**
 * Request and response on port 5557: the server, the client, and the dispatch of operations.
 * The server runs on the gateway-loop thread, a client on its caller's; nothing on the loop may block.
 */
@NullMarked
package dev.aftm.infrastructure.zeromq.request;

import org.jspecify.annotations.NullMarked;

/**
 * The ways in which a request can fail: error codes, whether the order was sent, and one exception type for each reaction of
 * a caller.
 * Usable on any thread; a new code needs a line in docs/protocol.md, and no other package may define one.
 */
@NullMarked
package dev.aftm.interactor.gateway.error;

import org.jspecify.annotations.NullMarked;

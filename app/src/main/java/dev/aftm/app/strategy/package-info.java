/**
 * The strategy process: its Dagger component and its lifecycle.
 * Runs on one loop thread; it reaches the gateway through its sockets only.
 */
@NullMarked
package dev.aftm.app.strategy;

import org.jspecify.annotations.NullMarked;

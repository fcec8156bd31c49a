/**
 * The order executor process: its Dagger component and its lifecycle.
 * Runs on one loop thread; it reaches the gateway through its socket only.
 */
@NullMarked
package dev.aftm.app.executor;

import org.jspecify.annotations.NullMarked;

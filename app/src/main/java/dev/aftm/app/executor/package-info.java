/**
 * The order executor process: its Dagger component and its life.
 * One loop thread; the gateway is reached through its socket alone.
 */
@NullMarked
package dev.aftm.app.executor;

import org.jspecify.annotations.NullMarked;

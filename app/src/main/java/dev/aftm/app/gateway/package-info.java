/**
 * The gateway process: its Dagger component, its modules, and its life from start to orderly end.
 * GatewayProcess starts each thread; no other process may use this package, since it reaches the broker's library.
 */
@NullMarked
package dev.aftm.app.gateway;

import org.jspecify.annotations.NullMarked;

/**
 * The gateway process: its Dagger component, its modules, and its lifecycle.
 * GatewayProcess starts each thread; no other process may use this package, because it loads the broker's library.
 */
@NullMarked
package dev.aftm.app.gateway;

import org.jspecify.annotations.NullMarked;

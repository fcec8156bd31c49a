/**
 * Commands that trade or list: orders, positions, account, conditions.
 * Query the gateway through its client on the main thread; nothing here may open the journal or the broker's library.
 */
@NullMarked
package dev.aftm.app.cli.trading;

import org.jspecify.annotations.NullMarked;

/**
 * Options that several commands share: settings, and the account.
 * Parsed on the main thread; a command's own options stay with the command.
 */
@NullMarked
package dev.aftm.app.cli.option;

import org.jspecify.annotations.NullMarked;

/**
 * The entry point: the list of all commands, and nothing else.
 * Runs on the main thread; a command belongs in one of the packages below.
 */
@NullMarked
package dev.aftm.app.cli;

import org.jspecify.annotations.NullMarked;

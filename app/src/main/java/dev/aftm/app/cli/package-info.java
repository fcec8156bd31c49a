/**
 * The entry point: the list of all commands, and nothing else.
 * Runs on the main thread; a command itself belongs into one of the packages below.
 */
@NullMarked
package dev.aftm.app.cli;

import org.jspecify.annotations.NullMarked;

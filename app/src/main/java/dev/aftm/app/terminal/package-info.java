/**
 * What every command shares: printing for people and for scripts, exit codes, logs, the version.
 */
@NullMarked
package dev.aftm.app.terminal;

import org.jspecify.annotations.NullMarked;

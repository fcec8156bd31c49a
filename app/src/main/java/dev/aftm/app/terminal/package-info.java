/**
 * Output for people and for scripts: text, JSON documents, exit codes, logs, version.
 * Used on the main thread and by the supervisor's timers; decisions about trading must stay out.
 */
@NullMarked
package dev.aftm.app.terminal;

import org.jspecify.annotations.NullMarked;

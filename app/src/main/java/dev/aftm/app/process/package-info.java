/**
 * What all processes share: lifecycle, session and prerequisites, reports to the gateway, the tape to play.
 * Threads belong to the process that uses it; nothing of one process alone may come in.
 */
@NullMarked
package dev.aftm.app.process;

import org.jspecify.annotations.NullMarked;

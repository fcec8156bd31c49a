/**
 * What all processes share: lifecycle, session and prerequisites, reports to the gateway, the tape to replay.
 * Threads belong to the process that uses the class; nothing that only one process needs belongs here.
 */
@NullMarked
package dev.aftm.app.process;

import org.jspecify.annotations.NullMarked;

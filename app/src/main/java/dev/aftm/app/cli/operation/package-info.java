/**
 * Commands for operators: status, health, session, kill switch, audit, settings.
 * Run on the main thread and end; each says what it did in one sentence, or one JSON document.
 */
@NullMarked
package dev.aftm.app.cli.operation;

import org.jspecify.annotations.NullMarked;

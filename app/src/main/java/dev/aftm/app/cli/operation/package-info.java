/**
 * Commands for operators: status, health, session, kill switch, audit, settings.
 * Run on the main thread; each prints what it did as text, or as one JSON document.
 */
@NullMarked
package dev.aftm.app.cli.operation;

import org.jspecify.annotations.NullMarked;

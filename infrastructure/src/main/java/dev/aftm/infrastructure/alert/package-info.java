/**
 * Delivers alerts to the log and to the operator's command.
 * Commands run on the alert-command thread; rules about when an alert fires must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.alert;

import org.jspecify.annotations.NullMarked;

/**
 * Takes orders to the exchange: journals the intent, checks risk, makes one call, journals the outcome, answers.
 * Runs on the execution thread; nothing here may send without a journalled intent, or wait for a client.
 */
@NullMarked
package dev.aftm.interactor.execution;

import org.jspecify.annotations.NullMarked;

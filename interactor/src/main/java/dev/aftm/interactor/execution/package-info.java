/**
 * Sends orders to the exchange: checks risk, records the intent, makes one call, records the outcome, answers.
 * Runs on the execution thread; nothing here may send without a recorded intent, or wait for a client.
 */
@NullMarked
package dev.aftm.interactor.execution;

import org.jspecify.annotations.NullMarked;

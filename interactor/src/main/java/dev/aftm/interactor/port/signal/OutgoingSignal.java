package dev.aftm.interactor.port.signal;

import dev.aftm.domain.strategy.TradingSignal;
import java.time.Instant;

/**
 * A signal to send to the order executor.
 *
 * @param signal the signal
 * @param expiresAt no order may be sent for the signal after this, by the wall clock
 */
public record OutgoingSignal(TradingSignal signal, Instant expiresAt) {}

package dev.aftm.interactor.port.signal;

import dev.aftm.domain.strategy.TradingSignal;
import java.time.Instant;

/**
 * A signal on its way to the executor.
 *
 * @param signal the decision
 * @param expiresAt after this no order may be sent for it, by the wall clock
 */
public record OutgoingSignal(TradingSignal signal, Instant expiresAt) {}

package dev.aftm.interactor.position;

import dev.aftm.interactor.gateway.account.PositionInfo;
import java.time.Instant;
import java.util.List;

/**
 * The open positions at one moment.
 *
 * @param positions the open positions of all accounts
 * @param at the time, by the wall clock
 * @param nanos the same time, by the monotonic clock
 */
public record PositionSnapshot(List<PositionInfo> positions, Instant at, long nanos) {

    public PositionSnapshot {
        positions = List.copyOf(positions);
    }
}

package dev.aftm.interactor.position;

import dev.aftm.interactor.gateway.account.PositionInfo;
import java.time.Instant;
import java.util.List;

/**
 * Open positions as they were at a moment.
 *
 * @param positions of all accounts
 * @param at when
 * @param nanos the same by the monotonic clock
 */
public record PositionSnapshot(List<PositionInfo> positions, Instant at, long nanos) {

    public PositionSnapshot {
        positions = List.copyOf(positions);
    }
}

package dev.aftm.interactor.usecase;

import dev.aftm.interactor.gateway.PositionInfo;
import java.time.Instant;
import java.util.List;

/**
 * Open positions as they were at a moment.
 *
 * @param positions of all accounts
 * @param at when
 * @param nanos the same by the monotonic clock
 */
public record PositionsSeen(List<PositionInfo> positions, Instant at, long nanos) {

    public PositionsSeen {
        positions = List.copyOf(positions);
    }
}

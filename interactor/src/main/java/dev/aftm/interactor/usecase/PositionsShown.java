package dev.aftm.interactor.usecase;

import dev.aftm.interactor.gateway.PositionInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An account's open positions.
 *
 * @param positions what is open
 * @param asOf when that was so
 * @param age how long ago that is
 */
public record PositionsShown(List<PositionInfo> positions, Instant asOf, Duration age) {

    public PositionsShown {
        positions = List.copyOf(positions);
    }
}

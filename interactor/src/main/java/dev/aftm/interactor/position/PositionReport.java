package dev.aftm.interactor.position;

import dev.aftm.interactor.gateway.account.PositionInfo;
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
public record PositionReport(List<PositionInfo> positions, Instant asOf, Duration age) {

    public PositionReport {
        positions = List.copyOf(positions);
    }
}

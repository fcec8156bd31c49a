package dev.aftm.interactor.position;

import dev.aftm.interactor.gateway.account.PositionInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An account's open positions.
 *
 * @param positions the open positions
 * @param asOf the time of the positions
 * @param age the time since then
 */
public record PositionReport(List<PositionInfo> positions, Instant asOf, Duration age) {

    public PositionReport {
        positions = List.copyOf(positions);
    }
}

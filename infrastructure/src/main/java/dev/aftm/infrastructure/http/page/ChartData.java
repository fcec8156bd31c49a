package dev.aftm.infrastructure.http.page;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of the charts.
 *
 * @param item the instrument of the prices and markers; null if none is known
 * @param prices lowest, highest and last price of each point
 * @param profits realised and total P&amp;L of each point
 * @param latencies latency of new orders at each point: p50, p95 and p99, in microseconds
 * @param markers the first fill of each signal's order, in order of the fills
 */
record ChartData(
        @Nullable String item,
        List<TimeSeries.Point> prices,
        List<TimeSeries.Point> profits,
        List<TimeSeries.Point> latencies,
        List<Marker> markers) {

    /** The first fill of a signal's order. */
    record Marker(String id, long condition, boolean entry, String side, int quantity, long time, BigDecimal price) {}
}

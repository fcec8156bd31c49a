package dev.aftm.infrastructure.http.page;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How it came to the present: what the charts show.
 *
 * @param item of the prices and markers; null where none is known
 * @param prices lowest, highest and last price
 * @param profits realised, and that with what is open
 * @param latencies of new orders: p50, p95, p99 in microseconds
 * @param markers where signals have traded, in the order of their trades
 */
record ChartData(
        @Nullable String item,
        List<TimeSeries.Point> prices,
        List<TimeSeries.Point> profits,
        List<TimeSeries.Point> latencies,
        List<Marker> markers) {

    /** Where a signal's order has traded first. */
    record Marker(String id, long condition, boolean entry, String side, int quantity, long time, BigDecimal price) {}
}

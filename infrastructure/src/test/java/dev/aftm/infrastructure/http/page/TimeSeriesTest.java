package dev.aftm.infrastructure.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimeSeriesTest {

    @Test
    void points_are_bounded_and_keep_the_last_and_extreme_values() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            TimeSeries series = new TimeSeries(TimeSeries.Keep.LOWEST, TimeSeries.Keep.HIGHEST, TimeSeries.Keep.LAST);
            BigDecimal low = BigDecimal.valueOf(Long.MAX_VALUE);
            BigDecimal high = BigDecimal.ZERO;
            BigDecimal last = BigDecimal.ZERO;
            long time = 1_600_000_000_000L;
            int count = 1 + random.nextInt(20_000);
            for (int i = 0; i < count; i++) {
                time += random.nextInt(5_000);
                last = BigDecimal.valueOf(1 + random.nextInt(30_000));
                low = low.min(last);
                high = high.max(last);
                series.add(time, last, last, last);
            }
            List<TimeSeries.Point> points = series.points();
            assertThat(points).as("seed %d", seed).hasSizeBetween(1, TimeSeries.MOST_POINTS);
            assertThat(points).extracting(TimeSeries.Point::time).isSorted();
            assertThat(points.get(points.size() - 1).values().get(2)).isEqualTo(last);
            assertThat(points.stream().map(point -> point.values().get(0)).reduce(BigDecimal::min))
                    .contains(low);
            assertThat(points.stream().map(point -> point.values().get(1)).reduce(BigDecimal::max))
                    .contains(high);
        }
    }

    @Test
    void a_replay_that_restarts_starts_a_new_series() {
        TimeSeries series = new TimeSeries(TimeSeries.Keep.LAST);
        series.add(10_000_000, BigDecimal.ONE);
        series.add(9_999_000, BigDecimal.TEN);
        assertThat(series.points())
                .as("one second back belongs to the same replay")
                .hasSize(1);
        series.add(1_000, BigDecimal.valueOf(2));
        assertThat(series.points()).containsExactly(new TimeSeries.Point(1_000, List.of(BigDecimal.valueOf(2))));
    }
}

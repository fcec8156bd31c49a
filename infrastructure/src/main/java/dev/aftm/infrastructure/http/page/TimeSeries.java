package dev.aftm.infrastructure.http.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A time series with a bounded number of points: when it is full, each pair of neighbours is merged into one point. Safe for
 * use by several threads.
 */
public final class TimeSeries {

    static final int MOST_POINTS = 600;

    private static final long FIRST_WIDTH_MILLIS = 250;

    /** A larger step backwards in time starts a new series: it belongs to another replay. */
    private static final long ANOTHER_TAPE_MILLIS = 60_000;

    private final Keep[] columns;
    private final long[] times = new long[MOST_POINTS];
    private final BigDecimal[][] values;
    private long width = FIRST_WIDTH_MILLIS;
    private int size;

    /** How values are merged. */
    public enum Keep {
        LOWEST,
        HIGHEST,
        LAST;

        private BigDecimal of(BigDecimal earlier, BigDecimal later) {
            return switch (this) {
                case LOWEST -> earlier.min(later);
                case HIGHEST -> earlier.max(later);
                case LAST -> later;
            };
        }
    }

    /**
     * One point of the series.
     *
     * @param time in milliseconds since 1970
     * @param values one value for each column
     */
    public record Point(long time, List<BigDecimal> values) {}

    public TimeSeries(Keep... columns) {
        this.columns = columns.clone();
        this.values = new BigDecimal[MOST_POINTS][columns.length];
    }

    /** Adds a value for each column; merges them into the last point if that is less than a point's width earlier. */
    public synchronized void add(long time, BigDecimal... added) {
        if (size > 0 && times[size - 1] - time > ANOTHER_TAPE_MILLIS) {
            clear();
        }
        if (size > 0 && time - times[size - 1] < width) {
            values[size - 1] = merged(values[size - 1], added);
            return;
        }
        if (size == MOST_POINTS) {
            halve();
        }
        times[size] = time;
        values[size] = added.clone();
        size++;
    }

    synchronized void clear() {
        size = 0;
        width = FIRST_WIDTH_MILLIS;
    }

    private void halve() {
        for (int i = 0; i < MOST_POINTS / 2; i++) {
            times[i] = times[2 * i];
            values[i] = merged(values[2 * i], values[2 * i + 1]);
        }
        size = MOST_POINTS / 2;
        width *= 2;
    }

    /** Merges into a new row, because readers may still use the old one. */
    private BigDecimal[] merged(BigDecimal[] earlier, BigDecimal[] later) {
        BigDecimal[] merged = new BigDecimal[columns.length];
        for (int i = 0; i < columns.length; i++) {
            merged[i] = columns[i].of(earlier[i], later[i]);
        }
        return merged;
    }

    /** Returns all points, earliest first. */
    public List<Point> points() {
        long[] someTimes;
        BigDecimal[][] someValues;
        synchronized (this) {
            // Copies only, because the execution thread adds points and must not wait.
            someTimes = Arrays.copyOf(times, size);
            someValues = Arrays.copyOf(values, size);
        }
        List<Point> points = new ArrayList<>(someTimes.length);
        for (int i = 0; i < someTimes.length; i++) {
            points.add(new Point(someTimes[i], List.of(someValues[i])));
        }
        return points;
    }
}

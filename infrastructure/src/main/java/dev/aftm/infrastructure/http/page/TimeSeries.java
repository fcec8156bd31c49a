package dev.aftm.infrastructure.http.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A course of values over time in a bounded number of points: when it gets too long, each two neighbours become one. Safe for
 * all threads.
 */
public final class TimeSeries {

    static final int MOST_POINTS = 600;

    private static final long FIRST_WIDTH_MILLIS = 250;

    /** Time that runs backwards by more than this is another tape's. */
    private static final long ANOTHER_TAPE_MILLIS = 60_000;

    private final Keep[] columns;
    private final long[] times = new long[MOST_POINTS];
    private final BigDecimal[][] values;
    private long width = FIRST_WIDTH_MILLIS;
    private int size;

    /** What is kept of several values. */
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
     * A point.
     *
     * @param time in milliseconds since 1970
     * @param values one for each column
     */
    public record Point(long time, List<BigDecimal> values) {}

    public TimeSeries(Keep... columns) {
        this.columns = columns.clone();
        this.values = new BigDecimal[MOST_POINTS][columns.length];
    }

    /** Adds a value for each column; the time belongs to the last point where it is not later by the width of one. */
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

    /** A new row: whoever has the old one in hand keeps it as it was. */
    private BigDecimal[] merged(BigDecimal[] earlier, BigDecimal[] later) {
        BigDecimal[] merged = new BigDecimal[columns.length];
        for (int i = 0; i < columns.length; i++) {
            merged[i] = columns[i].of(earlier[i], later[i]);
        }
        return merged;
    }

    /** All points, the earliest first. */
    public List<Point> points() {
        long[] someTimes;
        BigDecimal[][] someValues;
        synchronized (this) {
            // Quick: who adds is the thread that owns the exchange.
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

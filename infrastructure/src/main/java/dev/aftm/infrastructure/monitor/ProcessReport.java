package dev.aftm.infrastructure.monitor;

import dev.aftm.domain.strategy.Condition;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The report that a strategy or order executor process sends about once a second.
 *
 * @param process the kind of process
 * @param pid its process id
 * @param startedAt when the process was started
 * @param figures its counters and measurements; unknown ones are left out
 * @param conditions the strategy's conditions, at most {@link #MOST_CONDITIONS}; empty for other processes
 */
public record ProcessReport(
        Name process, long pid, Instant startedAt, Map<Figure, Long> figures, List<Condition> conditions) {

    /** The most conditions in one report. */
    public static final int MOST_CONDITIONS = 200;

    public ProcessReport {
        EnumMap<Figure, Long> copy = new EnumMap<>(Figure.class);
        copy.putAll(figures);
        figures = Map.copyOf(copy);
        conditions = List.copyOf(conditions);
        if (conditions.size() > MOST_CONDITIONS) {
            throw new IllegalArgumentException("A report may have at most " + MOST_CONDITIONS + " conditions.");
        }
    }

    /** The kinds of processes that report. */
    public enum Name {
        /** Runs a strategy. */
        STRATEGY,
        /** Executes signals. */
        ORDER_EXECUTOR
    }

    /** The figures that are reported. Counters start at 0 with the process. */
    public enum Figure {
        /** CPU time, in nanoseconds. */
        CPU_NANOS,
        /** Heap in use, in bytes. */
        HEAP_BYTES,
        /** Resident memory, in bytes. */
        RESIDENT_BYTES,
        /** Live threads. */
        THREADS,
        /** Ticks received. */
        TICKS,
        /** Ticks missing between received ones. */
        TICKS_MISSED,
        /** Signals sent, or executed. */
        SIGNALS,
        /** Signals that failed, or whose outcome is unknown. */
        SIGNALS_FAILED,
        /** Signals not acknowledged yet. */
        SIGNALS_PENDING,
        /** All conditions, including those left out of the report. */
        CONDITIONS
    }
}

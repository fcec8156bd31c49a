package dev.aftm.interactor.port.monitor;

import dev.aftm.domain.strategy.Condition;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a process around the gateway tells of itself, about once a second.
 *
 * @param process which
 * @param pid of its process
 * @param startedAt when it was started
 * @param figures what it counts and measures; what it does not know is left out
 * @param conditions what its strategy works on, the first {@link #MOST_CONDITIONS}; empty for others
 */
public record ProcessReport(
        Name process, long pid, Instant startedAt, Map<Figure, Long> figures, List<Condition> conditions) {

    /** So many conditions are told at most. */
    public static final int MOST_CONDITIONS = 200;

    public ProcessReport {
        EnumMap<Figure, Long> copy = new EnumMap<>(Figure.class);
        copy.putAll(figures);
        figures = Map.copyOf(copy);
        conditions = List.copyOf(conditions);
        if (conditions.size() > MOST_CONDITIONS) {
            throw new IllegalArgumentException("A report has at most " + MOST_CONDITIONS + " conditions.");
        }
    }

    /** The processes that report. */
    public enum Name {
        /** Runs a strategy. */
        STRATEGY,
        /** Executes signals. */
        ORDER_EXECUTOR
    }

    /** What is reported. Counters count since the process's start. */
    public enum Figure {
        /** Time on a processor, in nanoseconds. */
        CPU_NANOS,
        /** Bytes of the heap in use. */
        HEAP_BYTES,
        /** Bytes of memory that the process occupies. */
        RESIDENT_BYTES,
        /** Threads that are alive. */
        THREADS,
        /** Ticks received. */
        TICKS,
        /** Ticks that were missing between two that came. */
        TICKS_MISSED,
        /** Signals sent, or executed. */
        SIGNALS,
        /** Signals that came to nothing, or nobody knows. */
        SIGNALS_FAILED,
        /** Signals that nobody has acknowledged yet. */
        SIGNALS_PENDING,
        /** Conditions, those that are not told included. */
        CONDITIONS
    }
}

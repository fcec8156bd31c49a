package dev.aftm.infrastructure.metrics;

import dev.aftm.infrastructure.monitor.ProcessReport.Figure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Reads this process's statistics. For any thread. */
public final class ProcessStats {

    private static final Path MEMORY = Path.of("/proc/self/statm");
    private static final long PAGE_BYTES = 4096;

    private ProcessStats() {}

    /** Processor time in nanoseconds, memory in bytes, and the number of threads; figures that this system lacks are left out. */
    public static Map<Figure, Long> read() {
        Map<Figure, Long> figures = new EnumMap<>(Figure.class);
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .ifPresent(nanos -> figures.put(Figure.CPU_NANOS, nanos));
        Runtime runtime = Runtime.getRuntime();
        figures.put(Figure.HEAP_BYTES, runtime.totalMemory() - runtime.freeMemory());
        figures.put(Figure.THREADS, (long) ManagementFactory.getThreadMXBean().getThreadCount());
        long resident = residentBytes();
        if (resident > 0) {
            figures.put(Figure.RESIDENT_BYTES, resident);
        }
        return figures;
    }

    /** The process's resident memory in bytes; 0 if this system does not report it. */
    private static long residentBytes() {
        try {
            return Files.isReadable(MEMORY)
                    ? Long.parseLong(Files.readString(MEMORY).split(" ", 3)[1]) * PAGE_BYTES
                    : 0;
        } catch (IOException | RuntimeException notOnLinux) {
            return 0;
        }
    }

    /** When this process was started. */
    public static Instant startedAt() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .orElseGet(() -> Instant.ofEpochMilli(
                        ManagementFactory.getRuntimeMXBean().getStartTime()));
    }
}

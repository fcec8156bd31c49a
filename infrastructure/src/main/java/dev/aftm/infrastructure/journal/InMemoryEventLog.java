package dev.aftm.infrastructure.journal;

import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.LogEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log in memory, for backtests, benchmarks and tests; nothing survives the process, and nobody can alter it. */
public final class InMemoryEventLog implements EventLog {

    /** Guarded by itself. */
    private final List<LoggedEvent> events = new ArrayList<>();

    @Override
    public long append(Instant at, List<? extends LogEvent> appended) {
        synchronized (events) {
            long first = events.size() + 1L;
            for (LogEvent event : appended) {
                events.add(new LoggedEvent(events.size() + 1L, at, event));
            }
            return first;
        }
    }

    @Override
    public void read(long after, Reader reader) {
        List<LoggedEvent> wanted;
        synchronized (events) {
            wanted = List.copyOf(events.subList((int) Math.min(after, events.size()), events.size()));
        }
        for (LoggedEvent event : wanted) {
            if (!reader.take(event)) {
                return;
            }
        }
    }

    /** The hash is the position again: nothing outside of the process could compare it. */
    @Override
    public Head head() {
        synchronized (events) {
            return events.isEmpty() ? new Head(0, "") : new Head(events.size(), Integer.toHexString(events.size()));
        }
    }

    @Override
    public Optional<String> hashAt(long position) {
        return position < 1 || position > head().position()
                ? Optional.empty()
                : Optional.of(Long.toHexString(position));
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}

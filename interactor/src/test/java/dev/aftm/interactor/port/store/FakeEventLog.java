package dev.aftm.interactor.port.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A log in memory that can be set to fail. It survives a simulated crash of everything that uses it. */
public final class FakeEventLog implements EventLog {

    private final List<LoggedEvent> events = new ArrayList<>();
    private Predicate<LogEvent> failsOn = event -> false;

    /** Makes every append fail that contains such an event. */
    public void failOn(Predicate<LogEvent> wanted) {
        failsOn = wanted;
    }

    /** Everything that was appended. */
    public List<LoggedEvent> events() {
        return List.copyOf(events);
    }

    /** Replaces the content by that of an earlier time, as a restored backup does. */
    public void restore(List<LoggedEvent> earlier) {
        events.clear();
        events.addAll(earlier);
    }

    @Override
    public synchronized long append(Instant at, List<? extends LogEvent> appended) {
        if (appended.stream().anyMatch(failsOn)) {
            throw new JournalException("The disk is full.");
        }
        long first = events.size() + 1L;
        appended.forEach(event -> events.add(new LoggedEvent(events.size() + 1L, at, event)));
        return first;
    }

    @Override
    public synchronized void read(long after, Reader reader) {
        for (LoggedEvent event : List.copyOf(events).subList((int) Math.min(after, events.size()), events.size())) {
            if (!reader.take(event)) {
                return;
            }
        }
    }

    @Override
    public Head head() {
        return new Head(events.size(), hashAt(events.size()).orElse(""));
    }

    /** Depends on every event up to the position, as a chain of hashes does. */
    @Override
    public synchronized Optional<String> hashAt(long position) {
        return position < 1 || position > events.size()
                ? Optional.empty()
                : Optional.of(Integer.toHexString(
                        List.copyOf(events.subList(0, (int) position)).hashCode()));
    }

    @Override
    public void close() {}
}

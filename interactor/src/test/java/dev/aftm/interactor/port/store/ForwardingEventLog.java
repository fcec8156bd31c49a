package dev.aftm.interactor.port.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A log that forwards every call; a subclass overrides what it changes. */
public abstract class ForwardingEventLog implements EventLog {

    private final EventLog to;

    /** @param to receives every call */
    protected ForwardingEventLog(EventLog to) {
        this.to = to;
    }

    @Override
    public long append(Instant at, List<? extends LogEvent> events) {
        return to.append(at, events);
    }

    @Override
    public void read(long after, Reader reader) {
        to.read(after, reader);
    }

    @Override
    public Head head() {
        return to.head();
    }

    @Override
    public Optional<String> hashAt(long position) {
        return to.hashAt(position);
    }

    @Override
    public void close() {
        to.close();
    }
}

package dev.aftm.interactor.port.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the head in memory; it survives a simulated crash. */
public final class FakeLogHeadStore implements LogHeadStore {

    private EventLog.@Nullable Head head;

    @Override
    public Optional<EventLog.Head> read() {
        return Optional.ofNullable(head);
    }

    @Override
    public void keep(EventLog.Head newHead) {
        head = newHead;
    }

    /** Loses the head, as a new machine does. */
    public void lose() {
        head = null;
    }
}

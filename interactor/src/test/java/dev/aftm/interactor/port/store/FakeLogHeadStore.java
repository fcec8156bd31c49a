package dev.aftm.interactor.port.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the head in memory; it survives a simulated crash, and a simulated restart of the machine. */
public final class FakeLogHeadStore implements LogHeadStore {

    private EventLog.@Nullable Head head;
    private boolean isKept;
    private boolean isOpen;
    private boolean hasLostPower;

    @Override
    public Optional<EventLog.Head> read() {
        isKept = false;
        return Optional.ofNullable(head);
    }

    @Override
    public boolean hasLostPower() {
        return hasLostPower;
    }

    @Override
    public void keep(EventLog.Head newHead) {
        head = newHead;
        isKept = true;
        isOpen = true;
        hasLostPower = false;
    }

    @Override
    public void close() {
        isOpen &= !isKept;
    }

    /** The machine is started again; what an open log has not synced is lost. */
    public void losePower() {
        hasLostPower |= isOpen;
    }

    /** Loses the head, as a new machine does. */
    public void lose() {
        head = null;
        hasLostPower = false;
        isOpen = false;
    }
}

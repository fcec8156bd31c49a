package dev.aftm.infrastructure.journal;

import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.EventLogContract;

/** The log in memory meets the contract of a log. */
final class InMemoryEventLogTest implements EventLogContract {

    private final InMemoryEventLog log = new InMemoryEventLog();

    @Override
    public EventLog log() {
        return log;
    }
}

package dev.aftm.interactor.port.store;

/** The fake meets the contract of a log. */
final class FakeEventLogTest implements EventLogContract {

    private final FakeEventLog log = new FakeEventLog();

    @Override
    public EventLog log() {
        return log;
    }
}

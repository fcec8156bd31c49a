package dev.aftm.interactor.port.store;

import java.util.Optional;

/**
 * Keeps the head of the log in another place than the log, so that a log that was replaced by an older copy, or lost its end, is
 * noticed. Used by the execution thread, and by the thread that opens the log.
 */
public interface LogHeadStore {

    /** The head that was kept last; empty if there is none, or if it cannot be read. */
    Optional<EventLog.Head> read();

    /** Keeps a head; called after every append, so it must not wait for a disk. A failure is not reported. */
    void keep(EventLog.Head head);

    /** Keeps nothing, for logs that do not outlive their process. */
    LogHeadStore NONE = new LogHeadStore() {
        @Override
        public Optional<EventLog.Head> read() {
            return Optional.empty();
        }

        @Override
        public void keep(EventLog.Head head) {
            // Nothing outlives the process.
        }
    };
}

package dev.aftm.interactor.port.store;

import java.util.Optional;

/**
 * Keeps the head of the log in another place than the log, so that a log that was replaced by an older copy, or lost its end, is
 * noticed. Used by the execution thread, and by the threads that open and close the log.
 */
public interface LogHeadStore extends AutoCloseable {

    /** The head that was kept last; empty if there is none, or if it cannot be read. */
    Optional<EventLog.Head> read();

    /** Whether events may be lost because the machine went down before the log was closed; asked before the first is kept. */
    default boolean hasLostPower() {
        return false;
    }

    /** Keeps a head; called after every append, so only the first call may wait for a disk. A failure is not reported. */
    void keep(EventLog.Head head);

    /** Notes that the log was closed in order, if this process has kept a head. */
    @Override
    default void close() {}

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

package dev.aftm.infrastructure.history;

import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import dev.aftm.interactor.port.store.JournalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Events of the log that are stored in one transaction. It ends where a batch ends, because only there the log has a hash, which
 * later tells whether a log still contains what is stored.
 *
 * @param after the position before the first event
 * @param events the events in their order
 * @param end where it ends
 */
record LogPart(long after, List<LoggedEvent> events, EventLog.Head end) {

    LogPart {
        events = List.copyOf(events);
    }

    /**
     * Reads a part.
     *
     * @param after the position before its first event
     * @param end the end of the log
     * @param size how many events are wanted
     */
    static LogPart read(EventLog log, long after, EventLog.Head end, int size) {
        Collector collector = new Collector(log, end, size);
        log.read(after, collector);
        return new LogPart(after, collector.events, collector.end());
    }

    /** Collects events until there are enough, and a batch ends. */
    private static final class Collector implements EventLog.Reader {

        private final EventLog log;
        private final EventLog.Head head;
        private final int size;
        private final List<LoggedEvent> events = new ArrayList<>();
        private String hash = "";

        Collector(EventLog log, EventLog.Head head, int size) {
            this.log = log;
            this.head = head;
            this.size = size;
        }

        @Override
        public boolean take(LoggedEvent event) {
            if (events.size() >= size && isEnd(event)) {
                return false;
            }
            events.add(event);
            if (event.position() == head.position()) {
                hash = head.hash();
                return false;
            }
            return true;
        }

        /**
         * Whether a batch ends before this event. To ask the log takes it milliseconds, and the events of a batch have one time;
         * so it is asked where the time changes, and everywhere if it never does.
         */
        private boolean isEnd(LoggedEvent next) {
            LoggedEvent last = events.get(events.size() - 1);
            if (last.at().equals(next.at()) && events.size() < 2 * size) {
                return false;
            }
            Optional<String> found = log.hashAt(last.position());
            hash = found.orElse("");
            return found.isPresent();
        }

        EventLog.Head end() {
            if (hash.isEmpty()) {
                throw new JournalException("The journal has lost its end while it was read; restart the gateway.");
            }
            return new EventLog.Head(events.get(events.size() - 1).position(), hash);
        }
    }
}

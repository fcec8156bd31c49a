package dev.aftm.interactor.port.store;

import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import java.util.List;

/**
 * Everything about past requests, derived from the log, so that an id of long ago is found without reading the log. It follows the
 * log at a distance, and may be deleted at any time: then it is derived anew. It is never the truth, and never newer than the log.
 *
 * <p>Any thread may call every method but {@link #follow}, which one thread calls; calls wait for each other. Only {@link #head} never waits for a disk.
 */
public interface HistoryStore extends AutoCloseable {

    /** Receives what an index in memory must know of the log before the position that {@link #summarise} returns. */
    interface SummaryReader {

        /** Takes an event of a request whose fate is not known, or the last event of its kind; oldest first. */
        void event(LoggedEvent event);

        /** Takes the last tag of an epoch, or the tag of an order that was adopted. */
        void tag(String tag);

        /** Takes the {@link OrderKey#fingerprint} of a request; all that are stored are given, in no order. */
        void id(long fingerprint);
    }

    /**
     * What is stored of a request.
     *
     * @param head the log's head up to which the history was when it looked; what came later must be read from the log
     * @param events the request's events up to there, oldest first; empty if there are none
     */
    record Found(EventLog.Head head, List<LoggedEvent> events) {

        public Found {
            events = List.copyOf(events);
        }
    }

    /** The log's head up to which everything is stored; position 0 if nothing is. */
    EventLog.Head head();

    /**
     * Reads on in the log, from {@link #head} to its end, and stores what it reads. If the log does not contain the head, this
     * forgets everything and begins at the log's start. Called again and again, by one thread.
     *
     * @throws JournalException the log cannot be read, or nothing can be stored at present; a later call goes on where this stopped
     */
    void follow(EventLog log);

    /**
     * Gives what is stored about the time before the last trading days.
     *
     * @param days how many trading days with requests the caller reads from the log itself, counted back from the last one
     * @return the position after which the log must be read; never beyond {@link #head}
     * @throws JournalException the store cannot be read; the caller reads all of the log instead
     */
    long summarise(int days, SummaryReader reader);

    /**
     * Finds a request.
     *
     * @return what is stored of it at this moment, however far the history is
     * @throws JournalException the store cannot be read
     */
    Found find(OrderKey key);

    /**
     * Forgets everything, because it belongs to another log.
     *
     * @throws JournalException the store cannot be written
     */
    void clear();

    @Override
    default void close() {}

    /** Stores nothing: whoever asks must read the log. */
    HistoryStore NONE = new HistoryStore() {
        @Override
        public EventLog.Head head() {
            return new EventLog.Head(0, "");
        }

        @Override
        public void follow(EventLog log) {}

        @Override
        public long summarise(int days, SummaryReader reader) {
            return 0;
        }

        @Override
        public Found find(OrderKey key) {
            return new Found(head(), List.of());
        }

        @Override
        public void clear() {}
    };
}

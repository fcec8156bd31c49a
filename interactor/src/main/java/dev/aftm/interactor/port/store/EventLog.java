package dev.aftm.interactor.port.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The append-only log of everything that happened: the only truth about orders, from which every other state is derived. Events
 * are numbered 1, 2, 3, … without a gap, and chained by hashes, so that an altered, missing or moved event is detected.
 *
 * <p>One thread appends; any thread may read what has been appended.
 */
public interface EventLog extends AutoCloseable {

    /**
     * An event in the log.
     *
     * @param position its number
     * @param at when it was appended, by the wall clock, in milliseconds
     * @param event what happened
     */
    record LoggedEvent(long position, Instant at, LogEvent event) {}

    /** Receives events in order. */
    interface Reader {

        /** Takes an event; returns false to stop. */
        boolean take(LoggedEvent event);
    }

    /**
     * The end of the log.
     *
     * @param position the number of the last event; 0 if the log is empty
     * @param hash covers all events up to this one, in hexadecimal digits; empty if the log is empty
     */
    record Head(long position, String hash) {}

    /**
     * Appends events, all or none, and returns once they are as durable as the log promises.
     *
     * @param at the time of the events; stored in milliseconds
     * @return the position of the first event
     * @throws JournalException nothing was appended. The caller may try again: the log goes on by itself once its disk works.
     *     After a crash, events of a failed attempt may be found nevertheless, but never a part of them
     */
    long append(Instant at, List<? extends LogEvent> events);

    /**
     * Reads events in order, up to the last one that was appended when this began.
     *
     * @param after the position after which to start; 0 for the beginning
     * @param reader receives each event
     * @throws JournalException the log cannot be read, or an event in it was altered
     */
    void read(long after, Reader reader);

    /** The end of the log. */
    Head head();

    /**
     * The hash that {@link #head} had when this position was the last one.
     *
     * @return empty if no batch of events ends there
     * @throws JournalException the log cannot be read
     */
    Optional<String> hashAt(long position);

    /**
     * Checks what the opening has left unchecked, so that a start need not wait for it. Takes seconds for each gigabyte.
     *
     * @throws JournalException an event was altered; the message says where
     */
    default void verify() {}

    @Override
    void close();
}

package dev.aftm.interactor.port.market;

import java.math.BigDecimal;

/**
 * Stores how far a tape was played, so that a restarted gateway continues after the last tick whose effects are stored.
 * Used by one thread.
 */
public interface TapeCheckpoint extends AutoCloseable {

    /**
     * The start and progress of one replay.
     *
     * @param feedId identifies this replay; a new replay gets a new id, a continued one keeps its id
     * @param position ticks played and confirmed so far
     * @param signals signals caused so far
     * @param ordersBefore orders that the exchange had received before this replay
     * @param fillsBefore our fills before this replay
     * @param realizedBefore realised P&amp;L before this replay
     */
    record Mark(
            String feedId,
            long position,
            long signals,
            long ordersBefore,
            long fillsBefore,
            BigDecimal realizedBefore) {}

    /**
     * Opens the tape's mark. Returns the stored mark if the tape was not played to its end, or was played to its end in the
     * same run; otherwise stores and returns the new mark. A gateway restarted within a run therefore never repeats a tick.
     *
     * @param tapeId identifies the tape: file, product and contract, or seed
     * @param runId identifies the run; a restart within the run keeps it
     * @param fresh the new mark, with position 0
     * @throws Tape.TapeException the stored mark is damaged or cannot be read or written; the message says what to do
     */
    Mark open(String tapeId, String runId, Mark fresh);

    /**
     * Stores the position so that it survives a kill of the process.
     *
     * @throws RuntimeException it could not be stored; the message says why, and a later call may succeed
     */
    void advance(long position, long signals);

    /**
     * Marks the tape as played to its end; the next run starts from the beginning.
     *
     * @throws RuntimeException it could not be stored; the message says why, and a later call may succeed
     */
    void finished();

    @Override
    void close();
}

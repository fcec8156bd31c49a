package dev.aftm.interactor.port.market;

import java.math.BigDecimal;

/**
 * Remembers how far a tape was played, so that a gateway that is started again goes on after the last tick whose effects
 * are kept, never from the start. Used by one thread.
 */
public interface TapeCheckpoint extends AutoCloseable {

    /**
     * Where a playing began.
     *
     * @param feedId names this playing of the tape; a new one gets a new id, a continued one keeps it
     * @param position how many ticks have been played and confirmed
     * @param signals how many signals they gave rise to
     * @param ordersBefore orders that the exchange had received before this playing
     * @param fillsBefore our fills before it
     * @param realizedBefore profit that was realised before it
     */
    record Mark(
            String feedId,
            long position,
            long signals,
            long ordersBefore,
            long fillsBefore,
            BigDecimal realizedBefore) {}

    /**
     * Opens the tape's mark: the kept one where this tape was left before its end, or where it came to its end in the
     * same run; else a new one. So a gateway that is started again within a run never plays what was played.
     *
     * @param tapeId names the tape: file, product, contract; or seed
     * @param runId names the run: whoever starts anew, and not again, gives a new one
     * @param fresh what to begin with where there is nothing to continue; its position is 0
     */
    Mark open(String tapeId, String runId, Mark fresh);

    /** Keeps the position, so that it survives the process being killed. */
    void advance(long position, long signals);

    /** The tape is at its end; the next run begins anew. */
    void finished();

    @Override
    void close();
}

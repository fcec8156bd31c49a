package dev.aftm.interactor.port.market;

import dev.aftm.domain.market.Tick;
import org.jspecify.annotations.Nullable;

/** A source of recorded or generated ticks, in chronological order. Used by one thread. */
public interface Tape extends AutoCloseable {

    /**
     * Reads the next tick; null at the end.
     *
     * @throws TapeException the market data is damaged; the message says what is wrong and where
     */
    @Nullable Tick next();

    @Override
    void close();

    /** The tape cannot be read. The message is one sentence that says what is wrong and where. */
    final class TapeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param message one sentence that says what is wrong and where */
        public TapeException(String message) {
            super(message);
        }
    }
}

package dev.aftm.interactor.port.market;

import dev.aftm.domain.market.Tick;
import org.jspecify.annotations.Nullable;

/** Ticks in the order in which they happened, read one after the other by one thread. */
public interface Tape extends AutoCloseable {

    /**
     * The next tick, or null at the end.
     *
     * @throws TapeException the tape is damaged; the message says what is wrong and where
     */
    @Nullable Tick next();

    @Override
    void close();

    /** The tape cannot be read; the message is one sentence that says what is wrong, and where. */
    final class TapeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param message one sentence that says what is wrong, and where */
        public TapeException(String message) {
            super(message);
        }
    }
}

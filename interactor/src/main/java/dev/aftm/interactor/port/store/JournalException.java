package dev.aftm.interactor.port.store;

/** The journal cannot be read or written. The message is one sentence for people. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence for people */
    public JournalException(String message) {
        super(message);
    }

    /**
     * @param message one sentence for people
     * @param cause what failed, for the log
     */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}

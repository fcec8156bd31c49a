package dev.aftm.infrastructure.dll;

/** The exchange library cannot be used; the message is one sentence that says what is wrong with which file. */
public final class LibraryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LibraryException(String message) {
        super(message);
    }
}

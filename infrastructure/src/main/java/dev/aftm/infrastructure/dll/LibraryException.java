package dev.aftm.infrastructure.dll;

/** The exchange library cannot be used. The message is one sentence that names the file and the problem. */
public final class LibraryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LibraryException(String message) {
        super(message);
    }
}

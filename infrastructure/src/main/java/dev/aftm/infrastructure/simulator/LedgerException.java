package dev.aftm.infrastructure.simulator;

import java.nio.file.Path;

/** The exchange's ledger cannot be used. The message is one sentence for a person. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LedgerException(String message) {
        super(message);
    }

    static LedgerException damaged(Path file, int line) {
        return new LedgerException("Line " + line + " of the exchange's ledger " + file
                + " is damaged; restore the file, or move it away to start a new one.");
    }
}

package dev.aftm.infrastructure.simulator;

/** The exchange's ledger cannot be used; the message is one sentence that says what to do. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LedgerException(String message) {
        super(message);
    }
}

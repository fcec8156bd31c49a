package dev.aftm.infrastructure.credential;

/** A secret cannot be had; the message is one sentence for the operator and never holds a secret. */
public final class CredentialException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CredentialException(String message) {
        super(message);
    }
}

package dev.aftm.infrastructure.credential;

/** A secret is not available. The message is one sentence for the operator and never contains a secret. */
public final class CredentialException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CredentialException(String message) {
        super(message);
    }
}

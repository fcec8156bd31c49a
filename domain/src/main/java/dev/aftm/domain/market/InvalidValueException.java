package dev.aftm.domain.market;

/** A value from outside that cannot be; the message is one sentence for the person who gave it. */
public class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidValueException(String message) {
        super(message);
    }
}

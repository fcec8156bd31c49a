package dev.aftm.domain.market;

/** An invalid value from outside the program. The message is one sentence for the person who entered it. */
public class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidValueException(String message) {
        super(message);
    }
}

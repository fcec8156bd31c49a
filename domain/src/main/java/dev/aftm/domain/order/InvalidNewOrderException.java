package dev.aftm.domain.order;

import dev.aftm.domain.market.InvalidValueException;

/** An order that no exchange could take; the message is one sentence for the person who asked for it. */
public final class InvalidNewOrderException extends InvalidValueException {

    private static final long serialVersionUID = 1L;

    public InvalidNewOrderException(String message) {
        super(message);
    }
}

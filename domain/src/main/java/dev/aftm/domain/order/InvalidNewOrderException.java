package dev.aftm.domain.order;

import dev.aftm.domain.market.InvalidValueException;

/** An order or change that no exchange could accept. The message is one sentence for the person who entered it. */
public final class InvalidNewOrderException extends InvalidValueException {

    private static final long serialVersionUID = 1L;

    public InvalidNewOrderException(String message) {
        super(message);
    }
}

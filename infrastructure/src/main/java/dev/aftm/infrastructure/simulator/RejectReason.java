package dev.aftm.infrastructure.simulator;

import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;

/** Why the paper exchange rejects a request. The names are the codes in its ledger. */
enum RejectReason {
    ACCOUNT("The exchange does not know this account."),
    PRODUCT("The exchange does not list this instrument."),
    NOPRICE("This instrument has not traded yet."),
    NOORDER("The exchange has no such order."),
    NOTWORKING("The order is no longer working."),
    REPLACE("Only a limit order's price can be changed, and the working quantity can only be reduced.");

    private final String text;

    RejectReason(String text) {
        this.text = text;
    }

    OrderAck.Rejected answer() {
        return new OrderAck.Rejected(name(), text);
    }

    /** The acknowledgement for a code in a ledger; unknown codes of another exchange are kept unchanged. */
    static OrderAck.Rejected answerOf(String code) {
        for (RejectReason reason : values()) {
            if (reason.name().equals(code)) {
                return reason.answer();
            }
        }
        return new OrderAck.Rejected(code, "The exchange rejected the order.");
    }
}

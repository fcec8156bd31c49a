package dev.aftm.infrastructure.simulator;

import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;

/** Why the paper exchange refuses something: the codes that its ledger holds, and what they mean. */
enum RejectReason {
    ACCOUNT("The exchange does not know this account."),
    PRODUCT("The exchange does not list this instrument."),
    NOPRICE("This instrument has had no trade yet."),
    NOORDER("The exchange has no such order."),
    NOTWORKING("The order does not work any more."),
    REPLACE("Only a limit order's price can be changed, and what works can only become less.");

    private final String text;

    RejectReason(String text) {
        this.text = text;
    }

    OrderAck.Rejected answer() {
        return new OrderAck.Rejected(name(), text);
    }

    /** The answer that a code in a ledger stands for; another exchange's codes are kept as they are. */
    static OrderAck.Rejected answerOf(String code) {
        for (RejectReason reason : values()) {
            if (reason.name().equals(code)) {
                return reason.answer();
            }
        }
        return new OrderAck.Rejected(code, "The exchange refused the order.");
    }
}

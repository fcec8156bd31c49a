package dev.aftm.infrastructure.simulator;

import dev.aftm.interactor.port.OrderEntry.Answer;

/** Why the paper exchange refuses something: the codes that its ledger holds, and what they mean. */
enum Refusal {
    ACCOUNT("The exchange does not know this account."),
    PRODUCT("The exchange does not list this instrument."),
    NOPRICE("This instrument has had no trade yet."),
    NOORDER("The exchange has no such order."),
    NOTWORKING("The order does not work any more."),
    REPLACE("Only a limit order's price can be changed, and what works can only become less.");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    Answer.Refused answer() {
        return new Answer.Refused(name(), text);
    }

    /** The answer that a code in a ledger stands for; another exchange's codes are kept as they are. */
    static Answer.Refused answerOf(String code) {
        for (Refusal refusal : values()) {
            if (refusal.name().equals(code)) {
                return refusal.answer();
            }
        }
        return new Answer.Refused(code, "The exchange refused the order.");
    }
}

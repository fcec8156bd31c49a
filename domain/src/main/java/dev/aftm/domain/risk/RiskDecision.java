package dev.aftm.domain.risk;

/** What a rule says to an order. */
public sealed interface RiskDecision {

    /** The order keeps the rule; one object for all, so that to allow costs nothing. */
    RiskDecision ALLOWED = new Allowed();

    /** The order keeps the rule. */
    record Allowed() implements RiskDecision {}

    /**
     * The order must not be sent.
     *
     * @param rule the rule's name
     * @param limit what is allowed, in words
     * @param value what the order comes to, in words
     * @param isRate whether the same order may be allowed in a moment
     */
    record Rejected(String rule, String limit, String value, boolean isRate) implements RiskDecision {

        /** One sentence for whoever sent the order. */
        public String sentence() {
            return "The rule \"" + rule + "\" refuses the order: " + value + "; allowed is " + limit + ".";
        }
    }

    /** A refusal that only a change of the order, or of what it stands on, can mend. */
    static RiskDecision refused(String rule, String limit, String value) {
        return new Rejected(rule, limit, value, false);
    }
}

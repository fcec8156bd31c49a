package dev.aftm.domain.risk;

/** A risk rule's decision on an order. */
public sealed interface RiskDecision {

    /** The order is allowed. Rules must return this object, so that allowing an order allocates nothing. */
    RiskDecision ALLOWED = new Allowed();

    /** The order is allowed; use {@link #ALLOWED}. */
    record Allowed() implements RiskDecision {}

    /**
     * The order must not be sent. {@code value} and {@code limit}, read one after the other, say why.
     *
     * @param rule the rule's name
     * @param limit what is allowed, in words, e.g. {@code the limit of 2}
     * @param value what the order comes to, in words, with its verb, e.g. {@code 3 exceeds}
     * @param isRate whether the same order may be allowed a moment later
     */
    record Rejected(String rule, String limit, String value, boolean isRate) implements RiskDecision {

        /** One sentence for the person or program that sent the order. */
        public String sentence() {
            return "Rejected by \"" + rule + "\": " + value + " " + limit + ".";
        }
    }

    /**
     * A denial that stays until the order, the account's exposure or the market changes.
     *
     * @param rule the rule's name
     * @param limit what is allowed, in words, e.g. {@code the limit of 2}
     * @param value what the order comes to, in words, with its verb, e.g. {@code 3 exceeds}
     */
    static RiskDecision refused(String rule, String limit, String value) {
        return new Rejected(rule, limit, value, false);
    }
}

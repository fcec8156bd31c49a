package dev.aftm.domain.risk;

/**
 * A risk rule, which allows or denies orders. To add one, implement this interface and list the class in {@link RiskRules}.
 *
 * <p>A rule must deny an order that it cannot check, e.g. because a price or position is missing. An exception counts as a
 * denial. Every order is checked, so a rule should do little when it allows an order. Used by one thread.
 */
public interface RiskRule {

    /** The name in messages to people, e.g. {@code order quantity}. */
    String name();

    /**
     * Checks an order. Must not change any state, because a later rule may still deny the order.
     *
     * @return {@link RiskDecision#ALLOWED}, or a {@link RiskDecision.Rejected}
     */
    RiskDecision check(RiskContext context);

    /** Called when all rules have allowed the order and it is about to be sent; for rules that count orders. */
    default void onTaken(RiskContext context) {}
}

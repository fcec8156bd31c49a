package dev.aftm.domain.risk;

/**
 * One limit on orders. To add one, implement this and name it where the rules are wired.
 *
 * <p>A rule tests for what is allowed and refuses all else: what it cannot see (no price, no position) it must not allow. One
 * that throws refuses as well. It is asked for every order, so it should allocate nothing where it allows. Used by one
 * thread.
 */
public interface RiskRule {

    /** For people, e.g. {@code order quantity}. */
    String name();

    /** Judges an order. Changes nothing: another rule may refuse the order yet. */
    RiskDecision check(RiskView order);

    /** All rules have allowed the order, and it is about to be sent; for rules that count. */
    default void onTaken(RiskView order) {}
}

package dev.aftm.domain.risk;

/** Limits the quantity of one order. */
public final class OrderQuantityRule implements RiskRule {

    @Override
    public String name() {
        return "order quantity";
    }

    @Override
    public RiskDecision check(RiskView order) {
        Integer most = order.limits().orderQuantity();
        return most == null || order.order().quantity() <= most
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(), "the limit of " + most, order.order().quantity() + " exceeds");
    }
}

package dev.aftm.domain.risk;

/** An order is not larger than its limit. */
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
                        name(), "at most " + most, "it is for " + order.order().quantity());
    }
}

package dev.aftm.domain.risk;

/** An order is not larger than its limit. */
public final class OrderQuantityRule implements RiskRule {

    @Override
    public String name() {
        return "order quantity";
    }

    @Override
    public Verdict check(RiskView order) {
        Integer most = order.limits().orderQuantity();
        return most == null || order.order().quantity() <= most
                ? Verdict.ALLOWED
                : Verdict.refused(
                        name(), "at most " + most, "it is for " + order.order().quantity());
    }
}

package dev.aftm.domain.risk;

/** Limits the quantity of one order. */
public final class OrderQuantityRule implements RiskRule {

    @Override
    public String name() {
        return "order quantity";
    }

    @Override
    public RiskDecision check(RiskContext context) {
        Integer most = context.limits().orderQuantity();
        return most == null || context.order().quantity() <= most
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(), "the limit of " + most, context.order().quantity() + " exceeds");
    }
}

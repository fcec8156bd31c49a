package dev.aftm.domain.risk;

/** Limits the position that the account would hold if this order and all its open orders on the same side were filled. */
public final class NetPositionRule implements RiskRule {

    @Override
    public String name() {
        return "net position";
    }

    @Override
    public RiskDecision check(RiskContext context) {
        Integer most = context.limits().netPosition();
        if (most == null) {
            return RiskDecision.ALLOWED;
        }
        long worst = context.exposure().worstPosition(context.order());
        return worst * context.order().side().sign() <= most
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(),
                        "the limit of " + most + " long or short",
                        "the position could reach " + worst + " ("
                                + context.exposure().held() + " held, with all open orders filled), which exceeds");
    }
}

package dev.aftm.domain.risk;

import dev.aftm.domain.order.OrderType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Limits the distance of a limit price from the last trade's price, and the age of the last trade. Without a last trade, every
 * order is denied. The age limit also applies to market orders.
 */
public final class PriceCollarRule implements RiskRule {

    private static final int PERCENT = 2;

    private @Nullable BigDecimal ofPrice;
    private @Nullable BigDecimal ofPercent;
    private BigDecimal low = BigDecimal.ZERO;
    private BigDecimal high = BigDecimal.ZERO;

    @Override
    public String name() {
        return "price collar";
    }

    @Override
    public RiskDecision check(RiskContext context) {
        BigDecimal percent = context.limits().collarPercent();
        Long oldest = context.limits().priceAgeMillis();
        if (percent == null && oldest == null) {
            return RiskDecision.ALLOWED;
        }
        RiskContext.LastTrade trade = context.market().lastTrade();
        if (trade == null) {
            return RiskDecision.refused(
                    name(), "a last trade to compare with", "no trade has been reported yet, but the rule needs");
        }
        if (oldest != null && !(trade.ageMillis() <= oldest)) {
            return RiskDecision.refused(
                    name(),
                    "the limit of " + oldest + " ms",
                    "the last trade is " + trade.ageMillis() + " ms old, which exceeds");
        }
        if (percent == null || context.order().type() != OrderType.LIMIT) {
            return RiskDecision.ALLOWED;
        }
        BigDecimal last = trade.price();
        place(last, percent);
        BigDecimal price = context.order().price();
        return price.compareTo(low) >= 0 && price.compareTo(high) <= 0
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(),
                        "the range from " + low.toPlainString() + " to " + high.toPlainString() + " ("
                                + percent.toPlainString() + " % around the last trade at "
                                + last.toPlainString() + ")",
                        "the price " + price.toPlainString() + " is outside");
    }

    /** Computes the range again only if the last trade or the limit has changed. */
    @SuppressWarnings("ReferenceEquality") // An equal but different object only costs one more computation.
    private void place(BigDecimal last, BigDecimal percent) {
        if (last != ofPrice || percent != ofPercent) {
            BigDecimal width = last.multiply(percent).movePointLeft(PERCENT);
            low = last.subtract(width);
            high = last.add(width);
            ofPrice = last;
            ofPercent = percent;
        }
    }
}

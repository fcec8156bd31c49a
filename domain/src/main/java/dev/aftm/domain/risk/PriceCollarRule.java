package dev.aftm.domain.risk;

import dev.aftm.domain.order.OrderType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A price is not far from the last trade, and there is a last trade that is not old: without one nobody knows what far is. An
 * order at the market needs a fresh price as well.
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
    public RiskDecision check(RiskView view) {
        BigDecimal percent = view.limits().collarPercent();
        Long oldest = view.limits().priceAgeMillis();
        if (percent == null && oldest == null) {
            return RiskDecision.ALLOWED;
        }
        BigDecimal last = view.lastPrice();
        if (last == null) {
            return RiskDecision.refused(name(), "a price near the last trade", "there was no trade yet");
        }
        if (oldest != null && !(view.lastPriceAgeMillis() <= oldest)) {
            return RiskDecision.refused(
                    name(),
                    "a last trade at most " + oldest + " ms old",
                    "it is " + view.lastPriceAgeMillis() + " ms old");
        }
        if (percent == null || view.order().type() != OrderType.LIMIT) {
            return RiskDecision.ALLOWED;
        }
        place(last, percent);
        BigDecimal price = view.order().price();
        return price.compareTo(low) >= 0 && price.compareTo(high) <= 0
                ? RiskDecision.ALLOWED
                : RiskDecision.refused(
                        name(),
                        low.toPlainString() + " to " + high.toPlainString() + " (" + percent.toPlainString()
                                + " % around " + last.toPlainString() + ")",
                        "its price is " + price.toPlainString());
    }

    /** Computed anew only where the last trade has changed. */
    @SuppressWarnings("ReferenceEquality") // Another object that is equal only costs one computation more.
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

package dev.aftm.domain.position;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The position of one account in one instrument, valued by the average-cost method. Immutable.
 *
 * <p>Costs have 50 significant digits, so that P&amp;L is exact to the cent after any number of partial closes.
 *
 * @param account the account that holds it
 * @param instrument the instrument held
 * @param quantity contracts; negative when short, 0 when flat
 * @param openCost cost of the open contracts: the sum of price × signed quantity, in points
 * @param realizedPoints P&amp;L of the closed contracts, in points × contracts
 */
public record Position(
        String account, Instrument instrument, long quantity, BigDecimal openCost, BigDecimal realizedPoints) {

    private static final MathContext PRECISION = new MathContext(50, RoundingMode.HALF_EVEN);

    /** Extra digits that are rounded away first, so that a quotient's last digit cannot change how half a cent is rounded. */
    private static final int GUARD_DIGITS = 16;

    private static final int PRICE_SCALE = 6;
    private static final int MONEY_SCALE = 2;

    /** A flat position, before its first fill. */
    public static Position flat(String account, Instrument instrument) {
        return new Position(account, instrument, 0, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** The position after one more fill, which first closes an opposite position and then opens with the rest. */
    public Position after(Side side, int filled, BigDecimal price) {
        long signed = (long) side.sign() * filled;
        boolean opensOnly = quantity == 0 || Long.signum(quantity) == side.sign();
        if (opensOnly) {
            BigDecimal cost = openCost.add(price.multiply(BigDecimal.valueOf(signed)));
            return new Position(account, instrument, quantity + signed, cost, realizedPoints);
        }
        long closed = Math.min(Math.abs(quantity), filled);
        BigDecimal costOfClosed = closed == Math.abs(quantity)
                ? openCost
                : openCost.multiply(BigDecimal.valueOf(closed))
                        .divide(BigDecimal.valueOf(Math.abs(quantity)), PRECISION);
        // The P&L of the closed part is its proceeds less its cost.
        BigDecimal proceeds = price.multiply(BigDecimal.valueOf(closed * Long.signum(quantity)));
        BigDecimal realized = realizedPoints.add(proceeds.subtract(costOfClosed));
        long rest = filled - closed;
        BigDecimal cost = openCost.subtract(costOfClosed).add(price.multiply(BigDecimal.valueOf(side.sign() * rest)));
        return new Position(account, instrument, quantity + signed, cost, realized);
    }

    /** Average price of the open contracts, in points, rounded to 6 decimals; 0 when flat. */
    public BigDecimal averagePrice() {
        return quantity == 0
                ? BigDecimal.ZERO
                : rounded(openCost.divide(BigDecimal.valueOf(quantity), PRECISION), PRICE_SCALE);
    }

    /** P&amp;L of the closed contracts, in the contract's currency, rounded to the cent. */
    public BigDecimal realizedPnl() {
        return money(realizedPoints);
    }

    /** P&amp;L of the open contracts at this price, in the contract's currency, rounded to the cent. */
    public BigDecimal unrealizedPnl(BigDecimal lastPrice) {
        return money(lastPrice.multiply(BigDecimal.valueOf(quantity)).subtract(openCost));
    }

    private BigDecimal money(BigDecimal points) {
        return rounded(points.multiply(instrument.multiplier()), MONEY_SCALE);
    }

    private static BigDecimal rounded(BigDecimal number, int scale) {
        return plain(
                number.setScale(scale + GUARD_DIGITS, RoundingMode.HALF_EVEN).setScale(scale, RoundingMode.HALF_EVEN));
    }

    /** The number without trailing zeros and without an exponent. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}

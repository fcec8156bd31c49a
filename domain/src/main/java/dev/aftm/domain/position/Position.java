package dev.aftm.domain.position;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * What one account holds of one instrument, by the average-cost method. Immutable.
 *
 * <p>Costs are kept to 50 significant digits, so that profits are right to the cent after any number of partial closes.
 *
 * @param account whose it is
 * @param instrument what is held
 * @param quantity contracts; negative when short, 0 when flat
 * @param openCost what the open contracts were traded at: the sum of price × signed quantity, in points
 * @param realizedPoints profit of what has been closed, in points × contracts
 */
public record Position(
        String account, Instrument instrument, long quantity, BigDecimal openCost, BigDecimal realizedPoints) {

    private static final MathContext PRECISION = new MathContext(50, RoundingMode.HALF_EVEN);

    /** Digits that are rounded away first, so that the last digit of a quotient does not tip what is exactly half a cent. */
    private static final int GUARD_DIGITS = 16;

    private static final int PRICE_SCALE = 6;
    private static final int MONEY_SCALE = 2;

    /** A position before its first fill. */
    public static Position flat(String account, Instrument instrument) {
        return new Position(account, instrument, 0, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** The position after one more trade: closes first what is open the other way, opens with the rest. */
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
        // Closing trades the other way: what it brings in, less what the closed part had cost.
        BigDecimal proceeds = price.multiply(BigDecimal.valueOf(closed * Long.signum(quantity)));
        BigDecimal realized = realizedPoints.add(proceeds.subtract(costOfClosed));
        long rest = filled - closed;
        BigDecimal cost = openCost.subtract(costOfClosed).add(price.multiply(BigDecimal.valueOf(side.sign() * rest)));
        return new Position(account, instrument, quantity + signed, cost, realized);
    }

    /** Average price of what is open, in points, rounded to 6 decimals; 0 when flat. */
    public BigDecimal averagePrice() {
        return quantity == 0
                ? BigDecimal.ZERO
                : rounded(openCost.divide(BigDecimal.valueOf(quantity), PRECISION), PRICE_SCALE);
    }

    /** Profit of what has been closed, in the contract's currency, to the cent. */
    public BigDecimal realizedPnl() {
        return money(realizedPoints);
    }

    /** Profit of what is open if it were closed at this price, in the contract's currency, to the cent. */
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

    /** The same number without needless zeros, never in exponent form. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}

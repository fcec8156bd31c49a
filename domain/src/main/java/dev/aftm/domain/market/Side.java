package dev.aftm.domain.market;

/** The side of an order or trade. */
public enum Side {
    BUY,
    SELL;

    /** The other side. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }

    /** +1 for a buy, −1 for a sell: the sign of the position that this side opens. */
    public int sign() {
        return this == BUY ? 1 : -1;
    }
}

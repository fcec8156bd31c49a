package dev.aftm.domain.market;

/** Which way somebody trades. */
public enum Side {
    BUY,
    SELL;

    /** The side that undoes this one. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }

    /** +1 for a buy, −1 for a sell: the sign of the position that it opens. */
    public int sign() {
        return this == BUY ? 1 : -1;
    }
}

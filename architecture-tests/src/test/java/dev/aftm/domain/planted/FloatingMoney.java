package dev.aftm.domain.planted;

/** Planted: money in binary. */
public final class FloatingMoney {

    public Double[] balances = {};

    public double price(float discount) {
        return 1 - discount;
    }
}

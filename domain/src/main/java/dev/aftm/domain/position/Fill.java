package dev.aftm.domain.position;

import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A trade of one of our orders. One order may have several fills.
 *
 * @param orderSerial the exchange's number of the order
 * @param account the account of the order
 * @param itemCode the instrument's trading code
 * @param side the side of the order
 * @param quantity contracts, 1 or more
 * @param price in points
 * @param time the exchange's time of the trade
 */
public record Fill(
        String orderSerial, String account, String itemCode, Side side, int quantity, BigDecimal price, Instant time) {

    public Fill {
        if (quantity < 1) {
            throw new IllegalArgumentException("A fill's quantity must be 1 or more, not " + quantity + ".");
        }
    }
}

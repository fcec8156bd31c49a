package dev.aftm.interactor.position;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an account has won or lost, in the contracts' currency.
 *
 * @param account whose it is
 * @param realized by what has been closed, since the positions are known
 * @param unrealized by what is open, at the last trade
 * @param ofDay both, in the trading day alone; null where it cannot be said
 */
public record AccountPnl(
        String account,
        BigDecimal realized,
        BigDecimal unrealized,
        @Nullable BigDecimal ofDay) {}

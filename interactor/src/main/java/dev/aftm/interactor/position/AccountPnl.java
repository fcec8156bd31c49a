package dev.aftm.interactor.position;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The P&amp;L of an account, in the contracts' currency.
 *
 * @param account the account
 * @param realized P&amp;L of closed contracts, since the opening positions
 * @param unrealized P&amp;L of open contracts, at the last trade's price
 * @param ofDay realised and unrealised P&amp;L of the trading day; null if it cannot be computed
 */
public record AccountPnl(
        String account,
        BigDecimal realized,
        BigDecimal unrealized,
        @Nullable BigDecimal ofDay) {}

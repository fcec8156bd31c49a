package dev.aftm.interactor.gateway.account;

import java.math.BigDecimal;

/**
 * An open position, as the gateway reports it.
 *
 * @param account whose it is
 * @param itemCode what is held
 * @param quantity contracts; negative when short, never 0
 * @param averagePrice in points
 * @param unrealizedPnl at the last trade, in the contract's currency
 */
public record PositionInfo(
        String account, String itemCode, long quantity, BigDecimal averagePrice, BigDecimal unrealizedPnl) {}

package dev.aftm.interactor.gateway.account;

import java.math.BigDecimal;

/**
 * An open position, as the gateway reports it.
 *
 * @param account the account that holds it
 * @param itemCode the instrument's trading code
 * @param quantity contracts; negative when short, never 0
 * @param averagePrice average price, in points
 * @param unrealizedPnl unrealised P&amp;L at the last trade's price, in the contract's currency
 */
public record PositionInfo(
        String account, String itemCode, long quantity, BigDecimal averagePrice, BigDecimal unrealizedPnl) {}

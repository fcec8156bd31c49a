package dev.aftm.domain.position;

import java.math.BigDecimal;

/**
 * A position with which a trading day begins.
 *
 * @param account the account that holds it
 * @param itemCode the instrument's trading code
 * @param quantity contracts; negative when short
 * @param averagePrice average price, in points
 */
public record CarriedPosition(String account, String itemCode, long quantity, BigDecimal averagePrice) {}

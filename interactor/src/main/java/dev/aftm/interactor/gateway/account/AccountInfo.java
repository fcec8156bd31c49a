package dev.aftm.interactor.gateway.account;

import java.math.BigDecimal;

/**
 * Balance and margin of an account, as reported by the exchange, in one currency.
 *
 * @param account the account
 * @param currency ISO 4217 code
 * @param balance deposits and realised P&amp;L
 * @param equity balance and unrealised P&amp;L
 * @param initialMargin margin required by open positions
 * @param available equity less initial margin; may be below 0
 */
public record AccountInfo(
        String account,
        String currency,
        BigDecimal balance,
        BigDecimal equity,
        BigDecimal initialMargin,
        BigDecimal available) {}

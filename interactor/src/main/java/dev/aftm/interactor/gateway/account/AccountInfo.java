package dev.aftm.interactor.gateway.account;

import java.math.BigDecimal;

/**
 * What an account is worth, as the exchange says, in one currency.
 *
 * @param currency ISO 4217
 * @param balance deposits and what was realised
 * @param equity balance and what is not realised yet
 * @param initialMargin bound by open positions
 * @param available equity less what is bound; may be below 0
 */
public record AccountInfo(
        String account,
        String currency,
        BigDecimal balance,
        BigDecimal equity,
        BigDecimal initialMargin,
        BigDecimal available) {}

package dev.aftm.infrastructure.simulator;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.TradingCode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * The multipliers (value of one point, in the contract's currency) of the Taiwan Futures Exchange's products, from the exchange's
 * contract specifications of 2021.
 */
public final class TaifexContracts {

    private static final Map<String, Integer> MULTIPLIERS = Map.ofEntries(
            Map.entry("TXF", 200),
            Map.entry("MXF", 50),
            Map.entry("EXF", 4000),
            Map.entry("FXF", 1000),
            Map.entry("T5F", 100),
            Map.entry("XIF", 100),
            Map.entry("GTF", 4000),
            Map.entry("UDF", 20),
            Map.entry("SPF", 200),
            Map.entry("UNF", 50),
            Map.entry("TJF", 200),
            Map.entry("GDF", 10),
            Map.entry("BRF", 200),
            Map.entry("RHF", 100_000),
            Map.entry("RTF", 20_000),
            Map.entry("XEF", 20_000),
            Map.entry("XJF", 20_000),
            Map.entry("XBF", 20_000),
            Map.entry("XAF", 25_000));

    private TaifexContracts() {}

    /** The multiplier of a contract; empty if the product is not in the table. */
    public static Optional<BigDecimal> multiplierOf(String itemCode) {
        return Optional.ofNullable(MULTIPLIERS.get(TradingCode.productOf(itemCode)))
                .map(BigDecimal::valueOf);
    }

    /**
     * The instrument of a trading code. The multiplier of an unknown product is 1, so that P&amp;L is in points; the caller must
     * tell the user so.
     */
    public static Instrument instrument(String itemCode) {
        return new Instrument(itemCode, multiplierOf(itemCode).orElse(BigDecimal.ONE));
    }
}

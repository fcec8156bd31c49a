package dev.aftm.infrastructure.simulator;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.TradingCode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What one point is worth in the contracts of the Taiwan Futures Exchange, by product, in the contract's own currency.
 * The figures are those of the exchange's contract specifications as of 2021.
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

    /** What one point of this contract is worth; empty where the table does not know the product. */
    public static Optional<BigDecimal> multiplierOf(String itemCode) {
        return Optional.ofNullable(MULTIPLIERS.get(TradingCode.productOf(itemCode)))
                .map(BigDecimal::valueOf);
    }

    /**
     * The instrument of a trading code. Where the product is not known a point counts as 1, so that profits are in
     * points; whoever offers such an instrument has to say so.
     */
    public static Instrument instrument(String itemCode) {
        return new Instrument(itemCode, multiplierOf(itemCode).orElse(BigDecimal.ONE));
    }
}

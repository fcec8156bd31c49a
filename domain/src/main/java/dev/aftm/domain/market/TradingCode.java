package dev.aftm.domain.market;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Converts the Taiwan Futures Exchange's contract names to trading codes. The daily files name product {@code TX} and
 * contract {@code 202108}; the trading system, and everything in AFTM, uses the trading code {@code TXFH1}: product, month
 * letter (A = January … L = December), last digit of the year.
 */
public final class TradingCode {

    private static final Map<String, String> TRADING_PRODUCTS =
            Map.of("TX", "TXF", "MTX", "MXF", "TE", "EXF", "TF", "FXF");
    private static final Pattern MONTH = Pattern.compile("\\d{4}(0[1-9]|1[0-2])");
    private static final Pattern WEEK = Pattern.compile("\\d{4}(0[1-9]|1[0-2])W[1-5]");

    private TradingCode() {}

    /**
     * Returns the trading code of a contract that is named as in the daily files.
     *
     * @param product the daily file's product code, e.g. {@code TX}
     * @param contract a month {@code 202108}, a weekly {@code 202108W1}, or a calendar spread {@code 202108/202109}
     * @return e.g. {@code TXFH1}; a spread has both months, {@code TXFH1-I1}; in a weekly contract the week replaces the
     *     product's third letter, {@code TX1H1}
     * @throws InvalidValueException if the contract has none of these forms
     */
    public static String of(String product, String contract) {
        String tradingProduct = tradingProduct(product);
        int slash = contract.indexOf('/');
        if (slash >= 0) {
            return tradingProduct + monthCode(contract.substring(0, slash), contract) + "-"
                    + monthCode(contract.substring(slash + 1), contract);
        }
        if (WEEK.matcher(contract).matches()) {
            return tradingProduct.substring(0, Math.min(2, tradingProduct.length()))
                    + contract.charAt(7)
                    + monthCode(contract.substring(0, 6), contract);
        }
        return tradingProduct + monthCode(contract, contract);
    }

    /** The product part of the trading code, e.g. {@code TXF} for the daily files' {@code TX}. */
    public static String tradingProduct(String product) {
        return TRADING_PRODUCTS.getOrDefault(product, product);
    }

    /** The product of a trading code: everything before the month letter and the digit of the year. */
    public static String productOf(String itemCode) {
        int dash = itemCode.indexOf('-');
        String outright = dash < 0 ? itemCode : itemCode.substring(0, dash);
        return outright.length() <= 2 ? outright : outright.substring(0, outright.length() - 2);
    }

    private static String monthCode(String month, String contract) {
        if (!MONTH.matcher(month).matches()) {
            throw new InvalidValueException("The contract \"" + contract
                    + "\" is not a contract month such as 202108, a weekly such as 202108W1,"
                    + " or a spread such as 202108/202109.");
        }
        int number = Integer.parseInt(month.substring(4, 6));
        return (char) ('A' + number - 1) + month.substring(3, 4);
    }
}

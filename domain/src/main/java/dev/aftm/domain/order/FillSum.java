package dev.aftm.domain.order;

import dev.aftm.domain.market.Points;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fills of one order: trades by their numbers, their busts and corrections, and the filled quantities that the exchange
 * counted. Facts only accumulate, so the order of their arrival does not matter. Immutable.
 *
 * @param trades what is known of each trade
 * @param counts the exchange's cumulative counts that may matter: none is both older and smaller than another
 * @param voidedAt the time of the last bust or correction; older counts include what it voided, so they count no more
 * @param traded contracts of all trades that count
 * @param value the sum of quantity times price of all trades that count
 */
record FillSum(
        Map<Trade, Fact> trades,
        List<Count> counts,
        @Nullable Instant voidedAt,
        long traded,
        BigDecimal value) {

    private static final int PRICE_SCALE = 6;

    /** Identifies a trade: the exchange's numbers are unique within a trading day only. */
    record Trade(LocalDate tradingDay, String number) {}

    /** A cumulative filled quantity, as counted by the exchange at a time. */
    record Count(Instant time, int filled) {}

    /** A quantity and price, and from when they hold. */
    record Terms(int quantity, BigDecimal price, Instant time) {}

    /** What is known of a trade: as reported, as last corrected, and whether it was voided. */
    record Fact(@Nullable Terms reported, @Nullable Terms corrected, boolean isBusted) {

        private static final Fact NONE = new Fact(null, null, false);

        /** What counts; null for nothing. A correction of a trade that was not reported counts as its report. */
        private @Nullable Terms terms() {
            if (isBusted) {
                return null;
            }
            return corrected != null ? corrected : reported;
        }
    }

    FillSum {
        trades = Map.copyOf(trades);
        counts = List.copyOf(counts);
    }

    static FillSum none() {
        return new FillSum(Map.of(), List.of(), null, 0, BigDecimal.ZERO);
    }

    FillSum filled(OrderEvent.Filled event) {
        Trade trade = new Trade(event.tradingDay(), event.number());
        Fact before = fact(trade);
        return before.reported != null
                ? this
                : with(
                        trade,
                        new Fact(
                                new Terms(event.quantity(), event.price(), event.time()),
                                before.corrected,
                                before.isBusted),
                        voidedAt);
    }

    FillSum busted(OrderEvent.FillBusted event) {
        Trade trade = new Trade(event.tradingDay(), event.number());
        Fact before = fact(trade);
        return with(trade, new Fact(before.reported, before.corrected, true), later(event.time()));
    }

    FillSum corrected(OrderEvent.FillCorrected event) {
        Trade trade = new Trade(event.tradingDay(), event.number());
        Fact before = fact(trade);
        boolean isOlder = before.corrected != null && event.time().isBefore(before.corrected.time());
        Terms terms = isOlder ? before.corrected : new Terms(event.quantity(), event.price(), event.time());
        return with(trade, new Fact(before.reported, terms, before.isBusted), later(event.time()));
    }

    /** Adds the exchange's cumulative count. */
    FillSum reported(Instant time, int filled) {
        Count added = new Count(time, filled);
        if (counts.stream().anyMatch(count -> covers(count, added))) {
            return this;
        }
        List<Count> more = new ArrayList<>(counts);
        more.removeIf(count -> covers(added, count));
        more.add(added);
        return new FillSum(trades, more, voidedAt, traded, value);
    }

    private static boolean covers(Count count, Count other) {
        return !count.time.isBefore(other.time) && count.filled >= other.filled;
    }

    private Fact fact(Trade trade) {
        return trades.getOrDefault(trade, Fact.NONE);
    }

    private Instant later(Instant time) {
        return voidedAt == null || time.isAfter(voidedAt) ? time : voidedAt;
    }

    private FillSum with(Trade trade, Fact fact, @Nullable Instant newVoidedAt) {
        Map<Trade, Fact> more = new LinkedHashMap<>(trades);
        more.put(trade, fact);
        long contracts = traded;
        BigDecimal sum = value;
        Terms before = fact(trade).terms();
        if (before != null) {
            contracts -= before.quantity;
            sum = sum.subtract(before.price.multiply(BigDecimal.valueOf(before.quantity)));
        }
        Terms after = fact.terms();
        if (after != null) {
            contracts += after.quantity;
            sum = sum.add(after.price.multiply(BigDecimal.valueOf(after.quantity)));
        }
        return new FillSum(more, counts, newVoidedAt, contracts, Points.normalized(sum));
    }

    /** The highest cumulative count that no later bust or correction has overtaken. */
    int reported() {
        return counts.stream()
                .filter(count -> voidedAt == null || count.time.isAfter(voidedAt))
                .mapToInt(Count::filled)
                .max()
                .orElse(0);
    }

    /** Whether every trade has at least one contract. */
    boolean isSound() {
        return trades.values().stream().allMatch(fact -> isSound(fact.reported) && isSound(fact.corrected));
    }

    private static boolean isSound(@Nullable Terms terms) {
        return terms == null || terms.quantity > 0;
    }

    BigDecimal averagePrice() {
        return traded == 0
                ? BigDecimal.ZERO
                : Points.normalized(value.divide(BigDecimal.valueOf(traded), PRICE_SCALE, RoundingMode.HALF_EVEN));
    }
}

package dev.aftm.domain.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one order. What is heard only ever adds to it (trades by their numbers, the most that was reported
 * filled or cancelled), and the state follows from what is known; so it does not matter in which order, how late or how
 * often something is heard, and there is no transition that could be illegal. Immutable.
 */
public final class OrderLife {

    /** A trade's name: the exchange's numbers are unique within a trading day only. */
    private record Trade(LocalDate tradingDay, String number) {}

    /** What became of something that was heard. */
    public enum Verdict {
        /** It has told something new. */
        NEWS,
        /** It was known. */
        KNOWN,
        /** It contradicts what is known, and is left out: somebody should look. */
        IMPOSSIBLE
    }

    /**
     * The life after something was heard.
     *
     * @param after the same as before unless it was news
     * @param verdict what it was
     */
    public record Heard(OrderLife after, Verdict verdict) {}

    private final OrderIntent order;
    private final BigDecimal price;
    private final @Nullable Instant priceTime;
    private final @Nullable String orderSerial;
    private final OrderState.@Nullable Refused refusal;
    private final boolean notSent;
    private final boolean doubted;
    private final Map<Trade, Integer> trades;
    private final int reportedFilled;
    private final int cancelled;

    private OrderLife(
            OrderIntent order,
            BigDecimal price,
            @Nullable Instant priceTime,
            @Nullable String orderSerial,
            OrderState.@Nullable Refused refusal,
            boolean notSent,
            boolean doubted,
            Map<Trade, Integer> trades,
            int reportedFilled,
            int cancelled) {
        this.order = order;
        this.price = price;
        this.priceTime = priceTime;
        this.orderSerial = orderSerial;
        this.refusal = refusal;
        this.notSent = notSent;
        this.doubted = doubted;
        this.trades = trades;
        this.reportedFilled = reportedFilled;
        this.cancelled = cancelled;
    }

    /** An order of which nothing has been heard yet. */
    public static OrderLife of(OrderIntent order) {
        return new OrderLife(order, order.price(), null, null, null, false, false, Map.of(), 0, 0);
    }

    /** What was sent. */
    public OrderIntent order() {
        return order;
    }

    /** The price as last agreed, in points. */
    public BigDecimal price() {
        return price;
    }

    /** The exchange's number; null while it is not known. */
    public @Nullable String orderSerial() {
        return orderSerial;
    }

    /** Contracts that have traded: those of the known trades, or more where the exchange has reported more. */
    public int filled() {
        return Math.max(traded(), reportedFilled);
    }

    /** Contracts of trades that the exchange has counted but not told one by one yet. */
    public int missing() {
        return filled() - traded();
    }

    private int traded() {
        return trades.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How far it is. */
    public OrderState state() {
        if (refusal != null) {
            return refusal;
        }
        int filled = filled();
        if (filled == order.quantity()) {
            return new OrderState.Filled();
        }
        if (filled + cancelled == order.quantity()) {
            return new OrderState.Cancelled(filled);
        }
        if (orderSerial != null || filled > 0) {
            return new OrderState.Working(filled, cancelled);
        }
        if (doubted) {
            return new OrderState.InDoubt();
        }
        return notSent ? new OrderState.NotSent() : new OrderState.Submitted();
    }

    /** Hears something. */
    public Heard hear(OrderNews news) {
        OrderLife after = after(news);
        if (!after.isPossible() || isAnotherSerial(after)) {
            return new Heard(this, Verdict.IMPOSSIBLE);
        }
        return after.equals(this) ? new Heard(this, Verdict.KNOWN) : new Heard(after, Verdict.NEWS);
    }

    private OrderLife after(OrderNews news) {
        if (news instanceof OrderNews.Accepted accepted) {
            return withSerial(accepted.orderSerial());
        }
        if (news instanceof OrderNews.Refused why) {
            OrderState.Refused first = refusal == null ? new OrderState.Refused(why.code(), why.text()) : refusal;
            return copy(price, priceTime, orderSerial, first, notSent, doubted, trades, reportedFilled, cancelled);
        }
        if (news instanceof OrderNews.NotSent) {
            return copy(price, priceTime, orderSerial, refusal, true, false, trades, reportedFilled, cancelled);
        }
        if (news instanceof OrderNews.Doubted) {
            return copy(price, priceTime, orderSerial, refusal, notSent, !notSent, trades, reportedFilled, cancelled);
        }
        if (news instanceof OrderNews.Traded traded) {
            Map<Trade, Integer> more = new HashMap<>(trades);
            more.putIfAbsent(new Trade(traded.tradingDay(), traded.number()), traded.quantity());
            return copy(
                    price,
                    priceTime,
                    orderSerial,
                    refusal,
                    notSent,
                    doubted,
                    Map.copyOf(more),
                    reportedFilled,
                    cancelled);
        }
        return after((OrderNews.Reported) news);
    }

    private OrderLife after(OrderNews.Reported report) {
        boolean isLatest = priceTime == null || report.time().isAfter(priceTime);
        return copy(
                isLatest ? report.price() : price,
                isLatest ? report.time() : priceTime,
                report.orderSerial(),
                refusal,
                notSent,
                doubted,
                trades,
                Math.max(reportedFilled, report.filled()),
                Math.max(cancelled, report.cancelled()));
    }

    private OrderLife withSerial(String serial) {
        return copy(price, priceTime, serial, refusal, notSent, doubted, trades, reportedFilled, cancelled);
    }

    private OrderLife copy(
            BigDecimal newPrice,
            @Nullable Instant newPriceTime,
            @Nullable String newSerial,
            OrderState.@Nullable Refused newRefusal,
            boolean newNotSent,
            boolean newDoubted,
            Map<Trade, Integer> newTrades,
            int newReportedFilled,
            int newCancelled) {
        return new OrderLife(
                order,
                newPrice,
                newPriceTime,
                newSerial,
                newRefusal,
                newNotSent,
                newDoubted,
                newTrades,
                newReportedFilled,
                newCancelled);
    }

    private boolean isAnotherSerial(OrderLife after) {
        return orderSerial != null && !orderSerial.equals(after.orderSerial);
    }

    /** Whether it all fits together: no more traded and cancelled than was sent, and nothing of what was refused. */
    private boolean isPossible() {
        long gone = trades.values().stream().mapToLong(Integer::longValue).sum();
        boolean isWithinOrder = Math.max(gone, reportedFilled) + (long) cancelled <= order.quantity();
        boolean isSound = trades.values().stream().allMatch(quantity -> quantity > 0);
        boolean isRefusedWhole = refusal == null || (gone == 0 && reportedFilled == 0 && cancelled == 0);
        return isWithinOrder && isSound && isRefusedWhole;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrderLife life
                && order.equals(life.order)
                && price.equals(life.price)
                && Objects.equals(priceTime, life.priceTime)
                && Objects.equals(orderSerial, life.orderSerial)
                && Objects.equals(refusal, life.refusal)
                && notSent == life.notSent
                && doubted == life.doubted
                && trades.equals(life.trades)
                && reportedFilled == life.reportedFilled
                && cancelled == life.cancelled;
    }

    @Override
    public int hashCode() {
        return Objects.hash(order, orderSerial, trades, reportedFilled, cancelled);
    }

    @Override
    public String toString() {
        return order + " under " + orderSerial + ": " + state();
    }
}

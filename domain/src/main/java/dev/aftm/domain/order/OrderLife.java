package dev.aftm.domain.order;

import dev.aftm.domain.market.Points;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

    private static final int PRICE_SCALE = 6;

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
    public record Applied(OrderLife after, Verdict verdict) {}

    private final NewOrder order;
    private final Known known;

    /** What was heard, summed up. */
    private record Known(
            BigDecimal price,
            @Nullable Instant priceTime,
            @Nullable String orderSerial,
            OrderState.@Nullable Rejected refusal,
            boolean notSent,
            boolean doubted,
            boolean dayEnded,
            Map<Trade, Integer> trades,
            long traded,
            BigDecimal tradedValue,
            int reportedFilled,
            int cancelled) {}

    private OrderLife(NewOrder order, Known known) {
        this.order = order;
        this.known = known;
    }

    /** An order of which nothing has been heard yet. */
    public static OrderLife of(NewOrder order) {
        return new OrderLife(
                order,
                new Known(order.price(), null, null, null, false, false, false, Map.of(), 0, BigDecimal.ZERO, 0, 0));
    }

    /** What was sent. */
    public NewOrder order() {
        return order;
    }

    /** The price as last agreed, in points. */
    public BigDecimal price() {
        return known.price;
    }

    /** The exchange's number; null while it is not known. */
    public @Nullable String orderSerial() {
        return known.orderSerial;
    }

    /** Contracts that have traded: those of the known trades, or more where the exchange has reported more. */
    public int filled() {
        return (int) Math.max(known.traded, known.reportedFilled);
    }

    /** Contracts that never will trade. */
    public int cancelled() {
        return isOver() ? order.quantity() - filled() : known.cancelled;
    }

    /** Contracts of trades that the exchange has counted but not told one by one yet. */
    public int unreportedFills() {
        return (int) (filled() - known.traded);
    }

    /** The average price of the trades that are known, in points, rounded to 6 decimals; 0 where there is none. */
    public BigDecimal averagePrice() {
        return known.traded == 0
                ? BigDecimal.ZERO
                : Points.normalized(known.tradedValue.divide(
                        BigDecimal.valueOf(known.traded), PRICE_SCALE, RoundingMode.HALF_EVEN));
    }

    /** How far it is. */
    public OrderState state() {
        if (known.refusal != null) {
            return known.refusal;
        }
        int filled = filled();
        if (filled == order.quantity()) {
            return new OrderState.Filled();
        }
        if (isOver()) {
            return new OrderState.Cancelled(filled);
        }
        if (isAtExchange()) {
            return new OrderState.Working(filled, known.cancelled);
        }
        if (known.doubted) {
            return new OrderState.InDoubt();
        }
        return known.notSent ? new OrderState.NotSent() : new OrderState.Submitted();
    }

    private boolean isAtExchange() {
        return known.orderSerial != null || filled() > 0;
    }

    /** Whether what has not traded never will: all the rest is cancelled, or the order's day is over. */
    private boolean isOver() {
        return filled() + known.cancelled == order.quantity() || (known.dayEnded && isAtExchange());
    }

    /** Hears something. */
    public Applied apply(OrderNews news) {
        Known after = after(news);
        if (!isPossible(after) || isAnotherSerial(after)) {
            return new Applied(this, Verdict.IMPOSSIBLE);
        }
        return after.equals(known)
                ? new Applied(this, Verdict.KNOWN)
                : new Applied(new OrderLife(order, after), Verdict.NEWS);
    }

    private Known after(OrderNews news) {
        Draft draft = new Draft(known);
        if (news instanceof OrderNews.Accepted accepted) {
            draft.orderSerial = accepted.orderSerial();
        } else if (news instanceof OrderNews.Rejected why) {
            draft.refusal = known.refusal == null ? new OrderState.Rejected(why.code(), why.text()) : known.refusal;
        } else if (news instanceof OrderNews.NotSent) {
            draft.notSent = true;
            draft.doubted = false;
        } else if (news instanceof OrderNews.Doubted) {
            draft.doubted = !known.notSent;
        } else if (news instanceof OrderNews.DayEnded) {
            draft.dayEnded = true;
        } else if (news instanceof OrderNews.Traded traded) {
            draft.add(traded);
        } else if (news instanceof OrderNews.Reported report) {
            draft.orderSerial = report.orderSerial();
            draft.reportedFilled = Math.max(known.reportedFilled, report.filled());
            draft.cancelled = Math.max(known.cancelled, report.cancelled());
            if (isLatest(report)) {
                draft.price = report.price();
                draft.priceTime = report.time();
            }
        }
        return draft.known();
    }

    /** By its time; of two reports of one moment the one that has come further, or else the one that was heard last. */
    private boolean isLatest(OrderNews.Reported report) {
        Instant before = known.priceTime;
        boolean hasComeAsFar =
                (long) report.filled() + report.cancelled() >= (long) known.reportedFilled + known.cancelled;
        return before == null || report.time().isAfter(before) || (report.time().equals(before) && hasComeAsFar);
    }

    private boolean isAnotherSerial(Known after) {
        return known.orderSerial != null && !known.orderSerial.equals(after.orderSerial);
    }

    /** Whether it all fits together: no more traded and cancelled than was sent, and nothing of what was refused. */
    private boolean isPossible(Known after) {
        boolean isWithinOrder =
                Math.max(after.traded, after.reportedFilled) + (long) after.cancelled <= order.quantity();
        boolean isSound = after.trades.values().stream().allMatch(quantity -> quantity > 0);
        // What was reported as taken was taken; a refusal after that is of something else.
        boolean isRefusedWhole = after.refusal == null || (after.traded == 0 && after.priceTime == null);
        return isWithinOrder && isSound && isRefusedWhole;
    }

    /** What is known, while something is being added to it. */
    private static final class Draft {
        private final Known before;
        private BigDecimal price;
        private @Nullable Instant priceTime;
        private @Nullable String orderSerial;
        private OrderState.@Nullable Rejected refusal;
        private boolean notSent;
        private boolean doubted;
        private boolean dayEnded;
        private Map<Trade, Integer> trades;
        private long traded;
        private BigDecimal tradedValue;
        private int reportedFilled;
        private int cancelled;

        private Draft(Known known) {
            before = known;
            price = known.price;
            priceTime = known.priceTime;
            orderSerial = known.orderSerial;
            refusal = known.refusal;
            notSent = known.notSent;
            doubted = known.doubted;
            dayEnded = known.dayEnded;
            trades = known.trades;
            traded = known.traded;
            tradedValue = known.tradedValue;
            reportedFilled = known.reportedFilled;
            cancelled = known.cancelled;
        }

        private void add(OrderNews.Traded news) {
            Trade trade = new Trade(news.tradingDay(), news.number());
            if (before.trades.containsKey(trade)) {
                return;
            }
            Map<Trade, Integer> more = new HashMap<>(before.trades);
            more.put(trade, news.quantity());
            trades = Map.copyOf(more);
            traded += news.quantity();
            tradedValue = tradedValue.add(news.price().multiply(BigDecimal.valueOf(news.quantity())));
        }

        private Known known() {
            return new Known(
                    price,
                    priceTime,
                    orderSerial,
                    refusal,
                    notSent,
                    doubted,
                    dayEnded,
                    trades,
                    traded,
                    tradedValue,
                    reportedFilled,
                    cancelled);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrderLife life && order.equals(life.order) && known.equals(life.known);
    }

    @Override
    public int hashCode() {
        return Objects.hash(order, known);
    }

    @Override
    public String toString() {
        return order + " under " + known.orderSerial + ": " + state();
    }
}

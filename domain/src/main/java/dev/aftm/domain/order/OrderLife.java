package dev.aftm.domain.order;

import dev.aftm.domain.market.Points;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of one order, computed from the events received for it. Events only add information (trades by their
 * numbers, the highest filled and cancelled quantities reported), and the state follows from the sum. Therefore events may
 * come late, repeatedly and in any order, and there are no illegal transitions. Immutable.
 */
public final class OrderLife {

    private static final int PRICE_SCALE = 6;

    /** Identifies a trade: the exchange's numbers are unique within a trading day only. */
    private record Trade(LocalDate tradingDay, String number) {}

    /** What an event changed. */
    public enum Verdict {
        /** The event added information. */
        NEWS,
        /** The event repeated what was known. */
        KNOWN,
        /** The event contradicts what is known and was ignored; a person should investigate. */
        IMPOSSIBLE
    }

    /**
     * The result of applying an event.
     *
     * @param after the order afterwards; the same object unless the verdict is {@link Verdict#NEWS}
     * @param verdict what the event changed
     */
    public record Applied(OrderLife after, Verdict verdict) {}

    private final NewOrder order;
    private final Known known;

    /** The sum of all events. */
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

    /** A new order, without any event yet. */
    public static OrderLife of(NewOrder order) {
        return new OrderLife(
                order,
                new Known(order.price(), null, null, null, false, false, false, Map.of(), 0, BigDecimal.ZERO, 0, 0));
    }

    /** The order as it was sent. */
    public NewOrder order() {
        return order;
    }

    /** The current price, in points: as last reported by the exchange, or as sent. */
    public BigDecimal price() {
        return known.price;
    }

    /** The exchange's number of the order; null while it is not known. */
    public @Nullable String orderSerial() {
        return known.orderSerial;
    }

    /** Filled contracts: the sum of the known trades, or the quantity that the exchange reported if that is higher. */
    public int filled() {
        return (int) Math.max(known.traded, known.reportedFilled);
    }

    /** Cancelled contracts, which will not trade any more. */
    public int cancelled() {
        return isOver() ? order.quantity() - filled() : known.cancelled;
    }

    /** Filled contracts whose trades the exchange has not reported one by one yet. */
    public int unreportedFills() {
        return (int) (filled() - known.traded);
    }

    /** The average price of the known trades, in points, rounded to 6 decimals; 0 if there is none. */
    public BigDecimal averagePrice() {
        return known.traded == 0
                ? BigDecimal.ZERO
                : Points.normalized(known.tradedValue.divide(
                        BigDecimal.valueOf(known.traded), PRICE_SCALE, RoundingMode.HALF_EVEN));
    }

    /** The state that follows from all events so far. */
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

    /** Whether nothing more can trade: everything is filled or cancelled, or the order's trading day is over. */
    private boolean isOver() {
        return filled() + known.cancelled == order.quantity() || (known.dayEnded && isAtExchange());
    }

    /** Applies an event. Events may come late, repeatedly and in any order. */
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

    /** The later report counts. Of two with the same time, the one with more filled and cancelled counts, else the newer. */
    private boolean isLatest(OrderNews.Reported report) {
        Instant before = known.priceTime;
        boolean hasComeAsFar =
                (long) report.filled() + report.cancelled() >= (long) known.reportedFilled + known.cancelled;
        return before == null || report.time().isAfter(before) || (report.time().equals(before) && hasComeAsFar);
    }

    private boolean isAnotherSerial(Known after) {
        return known.orderSerial != null && !known.orderSerial.equals(after.orderSerial);
    }

    /** Whether the sum is consistent: filled and cancelled do not exceed the order, and a rejected order has neither. */
    private boolean isPossible(Known after) {
        boolean isWithinOrder =
                Math.max(after.traded, after.reportedFilled) + (long) after.cancelled <= order.quantity();
        boolean isSound = after.trades.values().stream().allMatch(quantity -> quantity > 0);
        // An order that the exchange reported was accepted; a later rejection belongs to something else.
        boolean isRefusedWhole = after.refusal == null || (after.traded == 0 && after.priceTime == null);
        return isWithinOrder && isSound && isRefusedWhole;
    }

    /** A mutable copy of {@link Known}, while an event is applied. */
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
            Map<Trade, Integer> more = new LinkedHashMap<>(before.trades);
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

package dev.aftm.domain.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One order, computed from the events received for it. Events only add information (trades by their numbers, the highest
 * cancelled quantity reported, busts), and the status follows from the sum. Therefore events may come late, repeatedly and in any
 * order, and there are no illegal transitions. Immutable.
 */
public final class Order {

    /** The most contradictory events that are remembered until a later event explains them. */
    private static final int MOST_DISPUTED = 16;

    /** What an event changed. */
    public enum Verdict {
        /** The event added information. */
        APPLIED,
        /** The event repeated what was known. */
        REDUNDANT,
        /**
         * The event contradicts what is known and does not count; a person should investigate. It counts later if a bust, a
         * correction or a replacement explains it.
         */
        CONTRADICTORY
    }

    /**
     * The result of applying an event.
     *
     * @param after the order afterwards; the same object if the event was redundant
     * @param verdict what the event changed
     */
    public record Applied(Order after, Verdict verdict) {}

    private final NewOrder order;
    private final Facts facts;

    private Order(NewOrder order, Facts facts) {
        this.order = order;
        this.facts = facts;
    }

    /** A new order, without any event yet. */
    public static Order of(NewOrder order) {
        return new Order(order, new Facts(order.price()));
    }

    /** The order as it was sent. */
    public NewOrder order() {
        return order;
    }

    /** The current price, in points: as last reported by the exchange, or as sent. */
    public BigDecimal price() {
        return facts.price;
    }

    /** The current quantity, in contracts: of the last replacement, or as sent. */
    public int quantity() {
        return facts.links.quantity(order.quantity());
    }

    /** The exchange's number of the order; after a replacement the newest; null while it is not known. */
    public @Nullable String orderSerial() {
        return facts.links.serial();
    }

    /** Filled contracts: the sum of the known trades, or the quantity that the exchange reported if that is higher. */
    public int filled() {
        return (int) Math.max(facts.fills.traded(), facts.fills.reported());
    }

    /** Cancelled contracts, which will not trade any more. */
    public int cancelled() {
        return isOver() ? quantity() - filled() : facts.cancelled;
    }

    /** Filled contracts whose trades the exchange has not reported one by one yet. */
    public int unreportedFills() {
        return (int) (filled() - facts.fills.traded());
    }

    /** The average price of the known trades, in points, rounded to 6 decimals; 0 if there is none. */
    public BigDecimal averagePrice() {
        return facts.fills.averagePrice();
    }

    /** The exchange's rejection; null unless the status is {@link OrderStatus#REJECTED}. */
    public OrderEvent.@Nullable Rejected rejection() {
        return facts.rejection;
    }

    /** Contradictory events, which count as soon as a later event explains them. */
    public List<OrderEvent> disputed() {
        return facts.disputed;
    }

    /** Why the status is {@link OrderStatus#UNKNOWN} or {@link OrderStatus#NOT_SENT}, in words; else empty. */
    public String doubt() {
        OrderStatus status = status();
        return status == OrderStatus.UNKNOWN || status == OrderStatus.NOT_SENT ? facts.doubt : "";
    }

    /** The status that follows from all events so far. */
    public OrderStatus status() {
        if (facts.rejection != null) {
            return OrderStatus.REJECTED;
        }
        if (filled() == quantity()) {
            return OrderStatus.FILLED;
        }
        if (isOver()) {
            return OrderStatus.CANCELLED;
        }
        if (isAtExchange()) {
            return OrderStatus.WORKING;
        }
        if (facts.doubted) {
            return OrderStatus.UNKNOWN;
        }
        return facts.notSent ? OrderStatus.NOT_SENT : OrderStatus.SUBMITTED;
    }

    private boolean isAtExchange() {
        return facts.links.serial() != null || filled() > 0;
    }

    /** Whether nothing more can trade: everything is filled or cancelled, or the order's trading day is over. */
    private boolean isOver() {
        return filled() + facts.cancelled == quantity() || (facts.expired && isAtExchange());
    }

    /** Applies an event. Events may come late, repeatedly and in any order. */
    public Applied apply(OrderEvent event) {
        Applied applied = applyAlone(event);
        return applied.verdict() == Verdict.APPLIED
                ? new Applied(applied.after().withExplained(), Verdict.APPLIED)
                : applied;
    }

    private Applied applyAlone(OrderEvent event) {
        Facts after = event.accept(new Facts(facts));
        if (!isPossible(after, event)) {
            return new Applied(withDisputed(event), Verdict.CONTRADICTORY);
        }
        return after.equals(facts)
                ? new Applied(this, Verdict.REDUNDANT)
                : new Applied(new Order(order, after), Verdict.APPLIED);
    }

    /** Remembers an event that something later may explain. */
    private Order withDisputed(OrderEvent event) {
        boolean isExplicable = (event instanceof OrderEvent.Filled fill && fill.quantity() > 0)
                || (event instanceof OrderEvent.FillCorrected correction && correction.quantity() > 0)
                || event instanceof OrderEvent.StatusReported;
        if (!isExplicable || facts.disputed.contains(event) || facts.disputed.size() >= MOST_DISPUTED) {
            return this;
        }
        List<OrderEvent> more = new ArrayList<>(facts.disputed);
        more.add(event);
        return new Order(order, facts.withDisputed(more));
    }

    /** Applies what contradicted before, as far as it fits now. */
    private Order withExplained() {
        Order explained = this;
        int before;
        do {
            List<OrderEvent> disputed = explained.facts.disputed;
            before = disputed.size();
            explained = new Order(order, explained.facts.withDisputed(List.of()));
            for (OrderEvent event : disputed) {
                explained = explained.applyAlone(event).after();
            }
        } while (explained.facts.disputed.size() < before);
        return explained;
    }

    /** Whether the sum is consistent: filled and cancelled do not exceed the order, and a rejected order has neither. */
    private boolean isPossible(Facts after, OrderEvent event) {
        int quantity = after.links.quantity(order.quantity());
        boolean isWithinOrder =
                Math.max(after.fills.traded(), after.fills.reported()) + after.cancelled <= Math.max(quantity, 0);
        // An order that the exchange reported was accepted; a later rejection belongs to something else.
        boolean isRejectedWhole = after.rejection == null || (after.fills.traded() == 0 && after.priceTime == null);
        return isWithinOrder && after.fills.isSound() && isRejectedWhole && facts.links.admits(event, order.quantity());
    }

    /** The sum of all events. Changed only while a copy takes an event, before anybody else sees it. */
    private static final class Facts implements OrderEvent.Visitor<Facts> {
        private BigDecimal price;
        private @Nullable Instant priceTime;
        private OrderLinks links = OrderLinks.none();
        private OrderEvent.@Nullable Rejected rejection;
        private boolean notSent;
        private String doubt = "";
        private boolean doubted;
        private boolean expired;
        private FillSum fills = FillSum.none();
        private int cancelled;
        private List<OrderEvent> disputed = List.of();

        private Facts(BigDecimal price) {
            this.price = price;
        }

        private Facts(Facts facts) {
            price = facts.price;
            priceTime = facts.priceTime;
            links = facts.links;
            rejection = facts.rejection;
            notSent = facts.notSent;
            doubt = facts.doubt;
            doubted = facts.doubted;
            expired = facts.expired;
            fills = facts.fills;
            cancelled = facts.cancelled;
            disputed = facts.disputed;
        }

        private Facts withDisputed(List<OrderEvent> events) {
            Facts copy = new Facts(this);
            copy.disputed = List.copyOf(events);
            return copy;
        }

        private List<@Nullable Object> all() {
            return Arrays.asList(
                    price, priceTime, links, rejection, notSent, doubt, doubted, expired, fills, cancelled, disputed);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Facts same && all().equals(same.all());
        }

        @Override
        public int hashCode() {
            return all().hashCode();
        }

        @Override
        public Facts requested(OrderEvent.Requested event) {
            return this;
        }

        @Override
        public Facts acknowledged(OrderEvent.Acknowledged event) {
            links = links.withSerial(event.orderSerial());
            return this;
        }

        @Override
        public Facts rejected(OrderEvent.Rejected event) {
            rejection = rejection == null ? event : rejection;
            return this;
        }

        @Override
        public Facts notSent(OrderEvent.NotSent event) {
            return neverSent("");
        }

        private Facts neverSent(String why) {
            notSent = true;
            doubted = false;
            doubt = why;
            return this;
        }

        @Override
        public Facts unconfirmed(OrderEvent.Unconfirmed event) {
            if (!notSent) {
                doubted = true;
                doubt = event.reason();
            }
            return this;
        }

        @Override
        public Facts closed(OrderEvent.Closed event) {
            doubt = notSent ? event.reason() : doubt;
            return this;
        }

        @Override
        public Facts resolved(OrderEvent.Resolved event) {
            String serial = event.orderSerial();
            return serial == null ? neverSent(event.reason()) : acknowledged(new OrderEvent.Acknowledged(serial));
        }

        @Override
        public Facts statusReported(OrderEvent.StatusReported event) {
            if (isLatest(event)) {
                price = event.price();
                priceTime = event.time();
            }
            links = links.withSerial(event.orderSerial());
            fills = fills.reported(event.time(), event.filled());
            cancelled = Math.max(cancelled, event.cancelled());
            return this;
        }

        /** The later report counts. Of two with the same time, the one with more filled and cancelled counts, else the newer. */
        private boolean isLatest(OrderEvent.StatusReported event) {
            Instant last = priceTime;
            boolean hasComeAsFar = (long) event.filled() + event.cancelled() >= (long) fills.reported() + cancelled;
            return last == null || event.time().isAfter(last) || (event.time().equals(last) && hasComeAsFar);
        }

        @Override
        public Facts replaced(OrderEvent.Replaced event) {
            links = links.replaced(event);
            return this;
        }

        @Override
        public Facts filled(OrderEvent.Filled event) {
            fills = fills.filled(event);
            return this;
        }

        @Override
        public Facts fillBusted(OrderEvent.FillBusted event) {
            fills = fills.busted(event);
            return this;
        }

        @Override
        public Facts fillCorrected(OrderEvent.FillCorrected event) {
            fills = fills.corrected(event);
            return this;
        }

        @Override
        public Facts expired(OrderEvent.Expired event) {
            expired = true;
            return this;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Order same && order.equals(same.order) && facts.equals(same.facts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(order, facts);
    }

    @Override
    public String toString() {
        return order + " under " + orderSerial() + ": " + status().code() + ", " + filled() + " filled";
    }
}

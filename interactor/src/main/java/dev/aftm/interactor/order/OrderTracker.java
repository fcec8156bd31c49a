package dev.aftm.interactor.order;

import dev.aftm.domain.order.Order;
import dev.aftm.domain.order.Order.Verdict;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.order.OrderJournal.Outcome;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReplaced;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the state of our orders of the present trading day, from the outcomes in the journal and the exchange's reports. Each
 * change gets a number within its account, and is published.
 *
 * <p>Used by the execution thread only, except the queries {@link #orders}, {@link #order}, {@link #orderWithSerial} and
 * {@link #contradiction}, which any thread may call.
 */
public final class OrderTracker {

    /** The most ended orders that are remembered; older ones are only in the journal. */
    public static final int MOST_REMEMBERED = 20_000;

    /** The most orders in one query to the exchange. */
    private static final int MOST_ASKED = 1_000;

    private final String feedId;
    private final OrderUpdatePublisher updates;
    private final int mostRemembered;
    private final OrderIndex index = new OrderIndex();
    private final Set<TrackedOrder> changed = new LinkedHashSet<>();
    private final OrdersByLifecycle lists = new OrdersByLifecycle();
    /** Reports that arrived before the trading day's orders were read. */
    private final List<Runnable> early = new ArrayList<>();

    private final List<Outcome> earlyOutcomes = new ArrayList<>();

    private final JournalBuffer buffer = new JournalBuffer();
    private final AccountOrderViews views;
    private volatile boolean isLoaded;
    private volatile @Nullable String contradiction;
    /** The order of the contradiction, if a later report may explain it. */
    private @Nullable TrackedOrder disputed;

    /**
     * Creates an empty tracker.
     *
     * @param feedId identifies the numbering of changes; different in each process
     * @param updates publishes the changes
     */
    public OrderTracker(String feedId, OrderUpdatePublisher updates) {
        this(feedId, updates, MOST_REMEMBERED);
    }

    OrderTracker(String feedId, OrderUpdatePublisher updates, int mostRemembered) {
        this.feedId = feedId;
        this.updates = updates;
        this.mostRemembered = mostRemembered;
        this.views = new AccountOrderViews(feedId);
    }

    /** Adds an order that is about to be sent. */
    void onIntent(Entry entry) {
        TrackedOrder tracked = new TrackedOrder(entry);
        TrackedOrder before = index.put(tracked);
        if (before != null) {
            // The order is sent again after it was found not to have been sent: the earlier attempt is dropped.
            changed.remove(before);
            lists.drop(before);
        }
        changed.add(tracked);
        lists.begin(tracked);
    }

    /** Applies the recorded outcome of a call. */
    void onOutcome(Outcome outcome) {
        TrackedOrder tracked = index.find(outcome.key());
        if (tracked != null) {
            note(tracked, tracked.apply(outcome.event()), "an answer");
        } else if (!isLoaded) {
            earlyOutcomes.add(outcome);
        }
    }

    /** Applies the exchange's report of an order. */
    public void take(OrderReport report) {
        if (!isLoaded) {
            early.add(() -> take(report));
            return;
        }
        TrackedOrder tracked = index.find(report.tag(), report.tradingDay(), report.orderSerial());
        if (tracked == null) {
            return;
        }
        if (!tracked.matches(report)) {
            note(tracked, Verdict.CONTRADICTORY, "a report");
            return;
        }
        OrderEvent event = report.status() == OrderStatus.REJECTED
                ? new OrderEvent.Rejected(report.code(), report.text())
                : new OrderEvent.StatusReported(
                        report.orderSerial(),
                        report.quantity(),
                        report.price(),
                        report.filled(),
                        report.cancelled(),
                        report.time());
        boolean fits = apply(tracked, event);
        if (fits && report.status() != OrderStatus.REJECTED) {
            prove(tracked, report.orderSerial());
        }
    }

    /** Applies the exchange's report of a replacement, which is found by either number. */
    public void take(OrderReplaced report) {
        if (!isLoaded) {
            early.add(() -> take(report));
            return;
        }
        TrackedOrder before = index.find(report.tag(), report.tradingDay(), report.previousSerial());
        TrackedOrder tracked = before == null ? index.find("", report.tradingDay(), report.orderSerial()) : before;
        if (tracked != null) {
            if (!tracked.matches(report)) {
                note(tracked, Verdict.CONTRADICTORY, "a replacement");
                return;
            }
            apply(
                    tracked,
                    new OrderEvent.Replaced(
                            report.previousSerial(), report.orderSerial(), report.quantity(), report.time()));
        }
    }

    /** Applies the exchange's report of a fill, of its correction or its bust. */
    public void take(FillReport report) {
        if (!isLoaded) {
            early.add(() -> take(report));
            return;
        }
        Fill fill = report.fill();
        TrackedOrder tracked = index.find(report.tag(), report.tradingDay(), fill.orderSerial());
        if (tracked != null) {
            if (!tracked.matches(fill)) {
                note(tracked, Verdict.CONTRADICTORY, "a trade");
                return;
            }
            apply(tracked, eventOf(report));
        }
    }

    private static OrderEvent eventOf(FillReport report) {
        LocalDate day = report.tradingDay();
        String number = report.number();
        Fill fill = report.fill();
        return switch (report.kind()) {
            case FILLED -> new OrderEvent.Filled(day, number, fill.quantity(), fill.price(), fill.time());
            case CORRECTED -> new OrderEvent.FillCorrected(day, number, fill.quantity(), fill.price(), fill.time());
            case BUSTED -> new OrderEvent.FillBusted(day, number, fill.time());
        };
    }

    /** Buffers the proof that the exchange has an order, if the journal says otherwise: it must not be sent again. */
    private void prove(TrackedOrder tracked, String serial) {
        boolean isNotSent = tracked.last() instanceof OrderEvent.NotSent
                || tracked.last() instanceof OrderEvent.Closed
                || (tracked.last() instanceof OrderEvent.Resolved resolved && resolved.orderSerial() == null);
        if ((isNotSent || tracked.last().isUnresolved()) && !serial.isEmpty()) {
            buffer.proven(new Outcome(tracked.key(), new OrderEvent.Acknowledged(serial)));
            if (isNotSent) {
                note(tracked, Verdict.CONTRADICTORY, "a report");
            }
        }
    }

    /** Applies an event; false if it contradicts what is known of the order. */
    private boolean apply(TrackedOrder tracked, OrderEvent event) {
        Order before = tracked.state();
        Verdict verdict = tracked.apply(event);
        note(tracked, verdict, "a report");
        if (verdict != Verdict.REDUNDANT) {
            buffer.reported(tracked, before, event);
        }
        return verdict != Verdict.CONTRADICTORY;
    }

    private void note(TrackedOrder tracked, Verdict verdict, String what) {
        if (verdict == Verdict.APPLIED) {
            changed(tracked);
            if (tracked == disputed && tracked.state().disputed().isEmpty()) {
                contradiction = null;
            }
        } else if (verdict == Verdict.CONTRADICTORY) {
            disputed = tracked.state().disputed().isEmpty() ? null : tracked;
            contradiction = "The exchange has sent " + what + " about order "
                    + tracked.key().requestId()
                    + " that contradicts its earlier reports; compare the order with the exchange's own records.";
        }
    }

    private void changed(TrackedOrder tracked) {
        changed.add(tracked);
        index.numbered(tracked);
        lists.update(tracked);
    }

    /** Adds the orders of an earlier process, then applies the outcomes and reports that have arrived meanwhile. */
    public void restore(Collection<TrackedOrder> earlier) {
        for (TrackedOrder tracked : earlier) {
            if (index.find(tracked.key()) == null) {
                index.put(tracked);
                changed(tracked);
            }
        }
        // Nobody has seen this numbering yet, so nothing is published.
        number();
        isLoaded = true;
        earlyOutcomes.forEach(this::onOutcome);
        earlyOutcomes.clear();
        early.forEach(Runnable::run);
        early.clear();
    }

    /** Whether the orders of an earlier process have been added. */
    public boolean isLoaded() {
        return isLoaded;
    }

    /** Starts a new trading day: working orders of earlier days end, and ended ones are dropped. */
    public void beginDay(LocalDate tradingDay) {
        List<TrackedOrder> earlier = index.all().stream()
                .filter(tracked -> tracked.tradingDay().isBefore(tradingDay))
                .toList();
        earlier.stream()
                .filter(tracked -> tracked.state().status() == OrderStatus.WORKING)
                .forEach(tracked -> apply(tracked, new OrderEvent.Expired()));
        flush();
        earlier.stream().filter(TrackedOrder::isOver).forEach(this::forget);
    }

    private void forget(TrackedOrder tracked) {
        index.remove(tracked);
        lists.drop(tracked);
        views.of(tracked.key().account()).forget(tracked.info());
    }

    /** Numbers the changes, adds them to the views, and publishes them. */
    public void flush() {
        if (!changed.isEmpty()) {
            number().forEach((account, orders) -> updates.publish(feedId, account, orders));
        }
    }

    private Map<String, List<OrderInfo>> number() {
        Map<String, List<OrderInfo>> byAccount = new LinkedHashMap<>();
        for (TrackedOrder tracked : changed) {
            String account = tracked.key().account();
            AccountOrderView view = views.of(account);
            tracked.numbered(view.next());
            OrderInfo info = tracked.info();
            view.put(info);
            byAccount.computeIfAbsent(account, unused -> new ArrayList<>()).add(info);
        }
        changed.clear();
        lists.tooMany(mostRemembered).forEach(this::forget);
        return byAccount;
    }

    /** The reports that are not recorded in the journal yet. */
    public JournalBuffer buffer() {
        return buffer;
    }

    /**
     * Returns the tags of orders that may still trade, for a query to the exchange.
     *
     * @param onlyImmediate only those of IOC and FOK orders
     */
    public List<String> workingTags(boolean onlyImmediate) {
        return lists.workingTags(onlyImmediate, MOST_ASKED);
    }

    /** The quantity that our orders may still trade. */
    public OpenOrderExposure open() {
        return lists.open();
    }

    /** Returns the orders that may still trade, and those in an unknown state. */
    public List<TrackedOrder> unfinished() {
        return index.all().stream()
                .filter(tracked ->
                        !tracked.state().status().isFinal() && tracked.state().status() != OrderStatus.NOT_SENT)
                .toList();
    }

    /** Whether any order has fills that the exchange has counted but not reported. */
    public boolean missesFills() {
        return lists.missesFills();
    }

    /**
     * Returns a page of an account's orders that changed after a given change; empty while the trading day's orders are still
     * being read from the journal. Any thread.
     *
     * @param since the number of the last change that the caller knows; 0 for all
     * @param wanted selects orders
     * @param most the most orders in the page
     */
    public Optional<OrderPage> orders(String account, long since, Predicate<OrderInfo> wanted, int most) {
        return isLoaded ? Optional.of(views.page(account, since, wanted, most)) : Optional.empty();
    }

    /** Finds a tracked order by its request id. Any thread. */
    public Optional<OrderInfo> order(String account, String requestId) {
        return views.withId(account, requestId);
    }

    /** Finds a tracked order by the exchange's order number. Any thread. */
    public Optional<OrderInfo> orderWithSerial(String account, String serial) {
        return views.withSerial(account, serial);
    }

    /** Sets the fault that health reports; null clears it. */
    public void trouble(@Nullable String what) {
        contradiction = what;
    }

    /** The last contradiction or fault, as a sentence; null if there is none. Any thread. */
    public @Nullable String contradiction() {
        return contradiction;
    }

    /** Identifies the numbering of changes. */
    public String feedId() {
        return feedId;
    }
}

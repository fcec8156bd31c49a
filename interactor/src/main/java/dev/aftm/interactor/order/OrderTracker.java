package dev.aftm.interactor.order;

import dev.aftm.domain.order.OrderLife;
import dev.aftm.domain.order.OrderLife.Verdict;
import dev.aftm.domain.order.OrderNews;
import dev.aftm.domain.order.OrderState;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.port.store.OrderJournal.Entry;
import dev.aftm.interactor.port.store.OrderJournal.Outcome;
import dev.aftm.interactor.port.store.OrderJournal.State;
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
 * Our orders of the present trading day and how far each is, by what the journal has of their calls and what the exchange
 * reports; each change has a number within its account, and is published.
 *
 * <p>Belongs to the thread that owns the exchange; what reads ({@link #orders}, {@link #order}, {@link #contradiction}) may
 * be called from any thread.
 */
public final class OrderTracker {

    /** Orders that are over and still remembered; older ones are in the journal alone. */
    public static final int MOST_REMEMBERED = 20_000;

    /** So many the exchange is asked about at once. */
    private static final int MOST_ASKED = 1_000;

    private final String feedId;
    private final OrderUpdatePublisher updates;
    private final int mostRemembered;
    private final OrderIndex index = new OrderIndex();
    private final Set<TrackedOrder> changed = new LinkedHashSet<>();
    private final OrderLists lists = new OrderLists();
    /** What the exchange has reported before the orders of the day were read. */
    private final List<ExchangeEvent> early = new ArrayList<>();

    private final List<Outcome> earlyOutcomes = new ArrayList<>();

    private final JournalBuffer buffer = new JournalBuffer();
    private final OrderViews views;
    private volatile boolean isLoaded;
    private volatile @Nullable String contradiction;

    /**
     * Makes an empty book.
     *
     * @param feedId names the numbering of the changes; another one in each process
     * @param updates where changes are published
     */
    public OrderTracker(String feedId, OrderUpdatePublisher updates) {
        this(feedId, updates, MOST_REMEMBERED);
    }

    OrderTracker(String feedId, OrderUpdatePublisher updates, int mostRemembered) {
        this.feedId = feedId;
        this.updates = updates;
        this.mostRemembered = mostRemembered;
        this.views = new OrderViews(feedId);
    }

    /** An order is about to be sent. */
    void intended(Entry entry) {
        TrackedOrder tracked = new TrackedOrder(entry);
        TrackedOrder before = index.put(tracked);
        if (before != null) {
            // Sent anew after it was found not to have been: the earlier attempt is no order.
            changed.remove(before);
            lists.drop(before);
        }
        changed.add(tracked);
        lists.begin(tracked);
    }

    /** The journal has what became of a call. */
    void became(Outcome outcome) {
        TrackedOrder tracked = index.find(outcome.key());
        if (tracked != null) {
            note(tracked, tracked.become(outcome.state()), "an answer");
        } else if (!isLoaded) {
            earlyOutcomes.add(outcome);
        }
    }

    /** The exchange has reported an order. */
    public void take(OrderReport report) {
        if (!isLoaded) {
            early.add(report);
            return;
        }
        TrackedOrder tracked = index.find(report.tag(), report.tradingDay(), report.orderSerial());
        if (tracked == null) {
            return;
        }
        if (!tracked.isMeantBy(report)) {
            note(tracked, Verdict.IMPOSSIBLE, "a report");
            return;
        }
        if (report.status() != ExchangeEvent.OrderStatus.REJECTED) {
            prove(tracked, report.orderSerial());
        }
        OrderNews news = report.status() == ExchangeEvent.OrderStatus.REJECTED
                ? new OrderNews.Rejected(report.code(), report.text())
                : new OrderNews.Reported(
                        report.orderSerial(), report.price(), report.filled(), report.cancelled(), report.time());
        apply(tracked, news);
    }

    /** The exchange has reported a trade. */
    public void take(FillReport report) {
        if (!isLoaded) {
            early.add(report);
            return;
        }
        Fill fill = report.fill();
        TrackedOrder tracked = index.find(report.tag(), report.tradingDay(), fill.orderSerial());
        if (tracked != null) {
            if (!tracked.isMeantBy(fill)) {
                note(tracked, Verdict.IMPOSSIBLE, "a trade");
                return;
            }
            apply(
                    tracked,
                    new OrderNews.Traded(
                            report.tradingDay(), report.number(), fill.quantity(), fill.price(), fill.time()));
        }
    }

    /** The exchange has it: where the journal does not know that, it must, before anybody sends it again or forgets to cancel it. */
    private void prove(TrackedOrder tracked, String serial) {
        boolean isNotSent =
                tracked.recorded() instanceof State.NotSent || tracked.recorded() instanceof State.ResolvedNotSent;
        if ((isNotSent || tracked.recorded().isUnresolved()) && !serial.isEmpty()) {
            buffer.proven(new Outcome(tracked.key(), new State.Accepted(serial)));
            if (isNotSent) {
                note(tracked, Verdict.IMPOSSIBLE, "a report");
            }
        }
    }

    private void apply(TrackedOrder tracked, OrderNews news) {
        OrderLife before = tracked.life();
        Verdict verdict = tracked.apply(news);
        note(tracked, verdict, "a report");
        if (verdict == Verdict.NEWS) {
            buffer.heard(tracked, before, news);
        }
    }

    private void note(TrackedOrder tracked, Verdict verdict, String what) {
        if (verdict == Verdict.NEWS) {
            changed(tracked);
        } else if (verdict == Verdict.IMPOSSIBLE) {
            contradiction = "The exchange has given " + what + " about order "
                    + tracked.key().requestId()
                    + " that contradicts what it said before; compare it with the exchange's own records.";
        }
    }

    private void changed(TrackedOrder tracked) {
        changed.add(tracked);
        index.numbered(tracked);
        lists.update(tracked);
    }

    /** Takes in the orders that an earlier process left. What was heard meanwhile counts as well. */
    public void restore(Collection<TrackedOrder> earlier) {
        for (TrackedOrder tracked : earlier) {
            if (index.find(tracked.key()) == null) {
                index.put(tracked);
                changed(tracked);
            }
        }
        // Nobody has seen this numbering yet, so there is nobody to be told.
        number();
        isLoaded = true;
        earlyOutcomes.forEach(this::became);
        earlyOutcomes.clear();
        early.forEach(event -> {
            if (event instanceof OrderReport report) {
                take(report);
            } else if (event instanceof FillReport report) {
                take(report);
            }
        });
        early.clear();
    }

    /** Whether the orders that an earlier process left have been read. */
    public boolean isLoaded() {
        return isLoaded;
    }

    /** A new trading day has begun: what rested is gone, what is over leaves the book. */
    public void beginDay(LocalDate tradingDay) {
        List<TrackedOrder> earlier = index.all().stream()
                .filter(tracked -> tracked.tradingDay().isBefore(tradingDay))
                .toList();
        earlier.stream()
                .filter(tracked -> tracked.life().state() instanceof OrderState.Working)
                .forEach(tracked -> apply(tracked, new OrderNews.DayEnded()));
        flush();
        earlier.stream().filter(TrackedOrder::isOver).forEach(this::forget);
    }

    private void forget(TrackedOrder tracked) {
        index.remove(tracked);
        lists.drop(tracked);
        views.of(tracked.key().account()).forget(tracked.info());
    }

    /** Gives each change its number, shows it to those who read, and publishes it. */
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

    /** What the journal has to be told of all this, and has not been yet. */
    public JournalBuffer buffer() {
        return buffer;
    }

    /**
     * The tags of orders of which some may still trade, for asking the exchange how they are.
     *
     * @param onlyImmediate only those that must trade or end at once
     */
    public List<String> workingTags(boolean onlyImmediate) {
        return lists.workingTags(onlyImmediate, MOST_ASKED);
    }

    /** How much our orders may still trade. */
    public OpenOrderExposure open() {
        return lists.open();
    }

    /** Orders of which some may still trade, or of which nobody knows. */
    public List<TrackedOrder> unfinished() {
        return index.all().stream()
                .filter(tracked ->
                        !tracked.life().state().isFinal() && !(tracked.life().state() instanceof OrderState.NotSent))
                .toList();
    }

    /** Whether the exchange has counted trades that it has not told one by one. */
    public boolean missesFills() {
        return lists.missesFills();
    }

    /**
     * An account's orders that have changed since; empty while the orders of the day are still being read. Any thread.
     *
     * @param since the number of the last change that is known; 0 for all
     * @param wanted which of them
     * @param most at most so many
     */
    public Optional<OrderPage> orders(String account, long since, Predicate<OrderInfo> wanted, int most) {
        return isLoaded ? Optional.of(views.page(account, since, wanted, most)) : Optional.empty();
    }

    /** An order of the book by its id. Any thread. */
    public Optional<OrderInfo> order(String account, String requestId) {
        return views.withId(account, requestId);
    }

    /** An order of the book by the exchange's number. Any thread. */
    public Optional<OrderInfo> orderWithSerial(String account, String serial) {
        return views.withSerial(account, serial);
    }

    /** Says that something is wrong with the book, or, with null, that it is not any more. */
    public void trouble(@Nullable String what) {
        contradiction = what;
    }

    /** What the exchange has said last that cannot be; null where all fits together. Any thread. */
    public @Nullable String contradiction() {
        return contradiction;
    }

    /** Names the numbering of changes. */
    public String feedId() {
        return feedId;
    }
}

package dev.aftm.interactor.usecase;

import dev.aftm.domain.order.OrderLife;
import dev.aftm.domain.order.OrderLife.Verdict;
import dev.aftm.domain.order.OrderNews;
import dev.aftm.domain.order.OrderState;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.gateway.OrderInfo;
import dev.aftm.interactor.gateway.OrderPage;
import dev.aftm.interactor.port.ExchangeEvent;
import dev.aftm.interactor.port.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.OrderJournal.Entry;
import dev.aftm.interactor.port.OrderJournal.Outcome;
import dev.aftm.interactor.port.OrderJournal.State;
import dev.aftm.interactor.port.OrderUpdates;
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
public final class OrderBook {

    /** Orders that are over and still remembered; older ones are in the journal alone. */
    static final int MOST_REMEMBERED = 20_000;

    /** So many the exchange is asked about at once. */
    private static final int MOST_ASKED = 1_000;

    private final String feedId;
    private final OrderUpdates updates;
    private final int mostRemembered;
    private final OrderIndex index = new OrderIndex();
    private final Set<LiveOrder> changed = new LinkedHashSet<>();
    private final OrderLists lists = new OrderLists();
    /** What the exchange has reported before the orders of the day were read. */
    private final List<ExchangeEvent> early = new ArrayList<>();

    private final List<Outcome> earlyOutcomes = new ArrayList<>();

    private final JournalBacklog backlog = new JournalBacklog();
    private final OrderShelves shelves;
    private volatile boolean isLoaded;
    private volatile @Nullable String contradiction;

    /**
     * Makes an empty book.
     *
     * @param feedId names the numbering of the changes; another one in each process
     * @param updates where changes are published
     */
    public OrderBook(String feedId, OrderUpdates updates) {
        this(feedId, updates, MOST_REMEMBERED);
    }

    OrderBook(String feedId, OrderUpdates updates, int mostRemembered) {
        this.feedId = feedId;
        this.updates = updates;
        this.mostRemembered = mostRemembered;
        this.shelves = new OrderShelves(feedId);
    }

    /** An order is about to be sent. */
    void intended(Entry entry) {
        LiveOrder live = new LiveOrder(entry);
        LiveOrder before = index.put(live);
        if (before != null) {
            // Sent anew after it was found not to have been: the earlier attempt is no order.
            changed.remove(before);
            lists.drop(before);
        }
        changed.add(live);
        lists.begin(live);
    }

    /** The journal has what became of a call. */
    void became(Outcome outcome) {
        LiveOrder live = index.find(outcome.key());
        if (live != null) {
            note(live, live.become(outcome.state()), "an answer");
        } else if (!isLoaded) {
            earlyOutcomes.add(outcome);
        }
    }

    /** The exchange has reported an order. */
    void take(OrderReport report) {
        if (!isLoaded) {
            early.add(report);
            return;
        }
        LiveOrder live = index.find(report.tag(), report.tradingDay(), report.orderSerial());
        if (live == null) {
            return;
        }
        if (!live.isMeantBy(report)) {
            note(live, Verdict.IMPOSSIBLE, "a report");
            return;
        }
        if (report.status() != ExchangeEvent.OrderStatus.REFUSED) {
            prove(live, report.orderSerial());
        }
        OrderNews news = report.status() == ExchangeEvent.OrderStatus.REFUSED
                ? new OrderNews.Refused(report.code(), report.text())
                : new OrderNews.Reported(
                        report.orderSerial(), report.price(), report.filled(), report.cancelled(), report.time());
        hear(live, news);
    }

    /** The exchange has reported a trade. */
    void take(FillReport report) {
        if (!isLoaded) {
            early.add(report);
            return;
        }
        Fill fill = report.fill();
        LiveOrder live = index.find(report.tag(), report.tradingDay(), fill.orderSerial());
        if (live != null) {
            if (!live.isMeantBy(fill)) {
                note(live, Verdict.IMPOSSIBLE, "a trade");
                return;
            }
            hear(
                    live,
                    new OrderNews.Traded(
                            report.tradingDay(), report.number(), fill.quantity(), fill.price(), fill.time()));
        }
    }

    /** The exchange has it: where the journal does not know that, it must, before anybody sends it again or forgets to cancel it. */
    private void prove(LiveOrder live, String serial) {
        boolean isNotSent =
                live.recorded() instanceof State.NotSent || live.recorded() instanceof State.ResolvedNotSent;
        if ((isNotSent || live.recorded().isUnresolved()) && !serial.isEmpty()) {
            backlog.proven(new Outcome(live.key(), new State.Accepted(serial)));
            if (isNotSent) {
                note(live, Verdict.IMPOSSIBLE, "a report");
            }
        }
    }

    private void hear(LiveOrder live, OrderNews news) {
        OrderLife before = live.life();
        Verdict verdict = live.hear(news);
        note(live, verdict, "a report");
        if (verdict == Verdict.NEWS) {
            backlog.heard(live, before, news);
        }
    }

    private void note(LiveOrder live, Verdict verdict, String what) {
        if (verdict == Verdict.NEWS) {
            changed(live);
        } else if (verdict == Verdict.IMPOSSIBLE) {
            contradiction = "The exchange has given " + what + " about order "
                    + live.key().requestId()
                    + " that contradicts what it said before; compare it with the exchange's own records.";
        }
    }

    private void changed(LiveOrder live) {
        changed.add(live);
        index.numbered(live);
        lists.update(live);
    }

    /** Takes in the orders that an earlier process left. What was heard meanwhile counts as well. */
    void restore(Collection<LiveOrder> earlier) {
        for (LiveOrder live : earlier) {
            if (index.find(live.key()) == null) {
                index.put(live);
                changed(live);
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
    boolean isLoaded() {
        return isLoaded;
    }

    /** A new trading day has begun: what rested is gone, what is over leaves the book. */
    void beginDay(LocalDate tradingDay) {
        List<LiveOrder> earlier = index.all().stream()
                .filter(live -> live.tradingDay().isBefore(tradingDay))
                .toList();
        earlier.stream()
                .filter(live -> live.life().state() instanceof OrderState.Working)
                .forEach(live -> hear(live, new OrderNews.DayEnded()));
        flush();
        earlier.stream().filter(LiveOrder::isOver).forEach(this::forget);
    }

    private void forget(LiveOrder live) {
        index.remove(live);
        lists.drop(live);
        shelves.of(live.key().account()).forget(live.info());
    }

    /** Gives each change its number, shows it to those who read, and publishes it. */
    void flush() {
        if (!changed.isEmpty()) {
            number().forEach((account, orders) -> updates.publish(feedId, account, orders));
        }
    }

    private Map<String, List<OrderInfo>> number() {
        Map<String, List<OrderInfo>> byAccount = new LinkedHashMap<>();
        for (LiveOrder live : changed) {
            String account = live.key().account();
            OrderShelf shelf = shelves.of(account);
            live.numbered(shelf.next());
            OrderInfo info = live.info();
            shelf.put(info);
            byAccount.computeIfAbsent(account, unused -> new ArrayList<>()).add(info);
        }
        changed.clear();
        lists.tooMany(mostRemembered).forEach(this::forget);
        return byAccount;
    }

    /** What the journal has to be told of all this, and has not been yet. */
    JournalBacklog backlog() {
        return backlog;
    }

    /**
     * The tags of orders of which some may still trade, for asking the exchange how they are.
     *
     * @param onlyImmediate only those that must trade or end at once
     */
    List<String> workingTags(boolean onlyImmediate) {
        return lists.workingTags(onlyImmediate, MOST_ASKED);
    }

    /** How much our orders may still trade. */
    OpenOrders open() {
        return lists.open();
    }

    /** Orders of which some may still trade, or of which nobody knows. */
    List<LiveOrder> unfinished() {
        return index.all().stream()
                .filter(live -> !live.life().state().isFinal() && !(live.life().state() instanceof OrderState.NotSent))
                .toList();
    }

    /** Whether the exchange has counted trades that it has not told one by one. */
    boolean missesFills() {
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
        return isLoaded ? Optional.of(shelves.page(account, since, wanted, most)) : Optional.empty();
    }

    /** An order of the book by its id. Any thread. */
    public Optional<OrderInfo> order(String account, String requestId) {
        return shelves.withId(account, requestId);
    }

    /** An order of the book by the exchange's number. Any thread. */
    public Optional<OrderInfo> orderWithSerial(String account, String serial) {
        return shelves.withSerial(account, serial);
    }

    /** Says that something is wrong with the book, or, with null, that it is not any more. */
    void trouble(@Nullable String what) {
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

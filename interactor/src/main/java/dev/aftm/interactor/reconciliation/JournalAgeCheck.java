package dev.aftm.interactor.reconciliation;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.order.OpenOrderExposure;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.exchange.OrderStatusQuery;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderMassStatus;
import dev.aftm.interactor.position.TradeBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the journal is older than the exchange, e.g. because a backup was restored: the exchange knows orders with tags of
 * this installation that the journal lacks, or the journal ends before its last known head. Then new orders stop, because an id
 * that the journal has forgotten would be sent again; cancels still go, and orders that only reduce a position and
 * look like none of the forgotten ones, until a person adopts what was found.
 *
 * <p>Used by the execution thread only.
 */
public final class JournalAgeCheck {

    /** How often a query that is not answered is made, if the journal's head is known; otherwise it is made until it is answered. */
    private static final int MOST_LOST_ANSWERS = 3;

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final OrderJournal journal;
    private final OrderTracker orders;
    private final TradeBook fills;
    private final OrderStatusQuery query;
    private final PendingQuery<OrderMassStatus> pending;
    private final Clock clock;
    private final long settleNanos;
    private final Map<String, OrderReport> missing = new LinkedHashMap<>();

    /** The accounts and instruments of which an order of the present group reduces the position already. */
    private final Set<List<String>> reducing = new HashSet<>();

    /** Whether the exchange has orders like ours of another installation: if the journal was begun anew, they are ours. */
    private boolean hasStrangers;

    private boolean isListed;
    /** Whether the exchange does list its orders, so that what was sent is among those that are missing here. */
    private boolean canList;

    private int answers;
    private int lostAnswers;
    private long notBeforeNanos;
    private boolean hasAdopted;
    private long adoptedNanos;

    /**
     * @param settle how long orders of a dead process may still be on their way to the exchange
     * @param patience how long the exchange may take to list its orders
     */
    public JournalAgeCheck(
            Clock clock,
            OrderJournal journal,
            OrderTracker orders,
            TradeBook fills,
            OrderStatusQuery query,
            Duration settle,
            Duration patience) {
        this.clock = clock;
        this.settleNanos = settle.toNanos();
        this.notBeforeNanos = clock.nanoTime();
        this.journal = journal;
        this.orders = orders;
        this.fills = fills;
        this.query = query;
        this.pending = new PendingQuery<>(clock, patience);
    }

    /** Starts a new session: the exchange's orders are listed again. */
    public void begin() {
        pending.forget();
        isListed = false;
        answers = 0;
        lostAnswers = 0;
        notBeforeNanos = clock.nanoTime();
    }

    /** Lists the exchange's orders, which arrive as reports, until it has answered or has failed to too often. */
    public void step() {
        if (isListed || clock.nanoTime() - notBeforeNanos < 0) {
            return;
        }
        pending.ask(query::list);
        if (!pending.isOver()) {
            return;
        }
        Optional<OrderMassStatus> answer = pending.take();
        if (answer.isPresent()) {
            canList = answer.get().complete();
            answers++;
            notBeforeNanos = clock.nanoTime() + settleNanos;
        } else {
            lostAnswers++;
            notBeforeNanos = clock.nanoTime() + (settleNanos == 0 ? 0 : PAUSE_NANOS);
        }
        // What a dead process sent may still be on its way; only a known head makes sure that the journal has it.
        isListed = journal.isHeadConfirmed() ? answers >= 1 || lostAnswers >= MOST_LOST_ANSWERS : answers >= 2;
        if (!isListed && settleNanos == 0 && lostAnswers < MOST_LOST_ANSWERS) {
            step();
        }
    }

    /** Whether the exchange has listed its orders in this session; no new order is accepted before. */
    public boolean isListed() {
        return isListed;
    }

    /** Compares an order that the exchange reports with the journal. */
    public void take(OrderReport report) {
        hasStrangers |= journal.isOfAnother(report.tag());
        if (journal.lacks(report.tag())) {
            missing.put(report.tag(), report);
        }
    }

    /** Compares a fill that the exchange reports with the journal. */
    public void take(FillReport report) {
        if (journal.lacks(report.tag())) {
            Fill fill = report.fill();
            missing.putIfAbsent(
                    report.tag(),
                    new OrderReport(
                            fill.orderSerial(),
                            report.tag(),
                            fill.account(),
                            fill.itemCode(),
                            fill.side(),
                            BigDecimal.ZERO,
                            fill.quantity(),
                            fill.quantity(),
                            0,
                            OrderStatus.FILLED,
                            "",
                            "",
                            report.tradingDay(),
                            fill.time()));
        }
    }

    /**
     * Whether orders may have been sent that the journal does not have: it is older than the exchange, or that has not been
     * compared yet and the journal's head is not known either.
     */
    public boolean mayLackOrders() {
        return finding() != null || (!isListed && !journal.isHeadConfirmed());
    }

    /** Why new orders are stopped, as a sentence; null if they are not. */
    public @Nullable String finding() {
        String damage = journal.damage();
        if (damage != null) {
            return damage + " New orders are stopped.";
        }
        if (!missing.isEmpty()) {
            OrderReport first = missing.values().iterator().next();
            return "The exchange has " + (missing.size() == 1 ? "an order" : missing.size() + " orders")
                    + " of this gateway that the journal lacks (number " + first.orderSerial() + " with tag "
                    + first.tag()
                    + (missing.size() == 1 ? ")" : " first)")
                    + ": the journal is older than the exchange. New orders are stopped; compare the orders with your"
                    + " strategies' records, then run \"journal adopt\".";
        }
        return journal.isBehindItsHead()
                ? "The journal may lack its last events: it was restored from a backup, its end was lost, or the machine went"
                        + " down before they were on the disk. New orders are stopped; compare the exchange's orders with"
                        + " your strategies' records, then run \"journal adopt\"."
                : null;
    }

    /**
     * Returns why an order must not be sent now; empty if it may. Of a group, one order of each account and instrument may reduce
     * the position.
     *
     * @param queuedNanos when it arrived, on the monotonic clock: one that came before orders were adopted may be a repetition
     */
    public Optional<String> refusal(String account, NewOrder order, long queuedNanos) {
        boolean isOfBefore = hasAdopted && queuedNanos - adoptedNanos <= 0;
        String why = isOfBefore
                ? "The order came before the journal was repaired; make sure that it is not a repetition."
                : finding();
        if (why == null) {
            return Optional.empty();
        }
        boolean mayGo = !isOfBefore
                && reduces(account, order)
                && !isMaybeRepeated(account, order)
                && reducing.add(List.of(account, order.itemCode()));
        return mayGo ? Optional.empty() : Optional.of(why);
    }

    /** Ends a group of orders. */
    public void release() {
        reducing.clear();
    }

    /** Whether an order may be a repetition of one that the journal has forgotten: they look the same. */
    private boolean isMaybeRepeated(String account, NewOrder order) {
        return !canList
                || hasStrangers
                || missing.values().stream()
                        .anyMatch(sent -> sent.account().equals(account)
                                && sent.itemCode().equals(order.itemCode())
                                && sent.side() == order.side()
                                && sent.quantity() == order.quantity());
    }

    /** What is held, what is open on the same side, forgotten orders included, and this order together do not cross zero. */
    private boolean reduces(String account, NewOrder order) {
        long held = fills.held(account, order.itemCode());
        OpenOrderExposure.Open open = orders.open().of(account, order.itemCode());
        long forgotten = missing.values().stream()
                .filter(sent -> sent.account().equals(account)
                        && sent.itemCode().equals(order.itemCode())
                        && sent.side() == order.side()
                        && sent.status() == OrderStatus.WORKING)
                .mapToLong(sent -> (long) sent.quantity() - sent.filled() - sent.cancelled())
                .sum();
        return order.side() == Side.BUY
                ? held + open.buys() + forgotten + order.quantity() <= 0
                : held - open.sells() - forgotten - order.quantity() >= 0;
    }

    /**
     * Takes the missing orders into the journal, so that new orders are accepted again. They have no request ids any more.
     *
     * @return why nothing was done; empty if the orders were adopted
     * @throws dev.aftm.interactor.port.store.JournalException nothing was recorded
     */
    public Optional<String> adopt(String by, String reason) {
        if (journal.damage() != null) {
            return Optional.of(journal.damage() + " Restore that file from a backup; nothing was adopted.");
        }
        if (finding() == null) {
            return Optional.of("The journal is not older than the exchange; there is nothing to adopt.");
        }
        journal.adopt(new ArrayList<>(missing.values()), by, reason);
        missing.clear();
        hasAdopted = true;
        adoptedNanos = clock.nanoTime();
        // The exchange repeats its reports, now about orders that the journal has.
        begin();
        return Optional.empty();
    }
}

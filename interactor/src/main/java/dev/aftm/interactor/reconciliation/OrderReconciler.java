package dev.aftm.interactor.reconciliation;

import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderReplay;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.order.TrackedOrder;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.exchange.OrderStatusQuery;
import dev.aftm.interactor.port.store.JournalException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the order tracker complete: restores the orders of an earlier process, queries orders whose reports may have been
 * missed, detects lost fill reports and the end of a trading day, and publishes changes.
 *
 * <p>Used by the execution thread only.
 */
public final class OrderReconciler {

    /** How long reports are buffered so that many share a commit. The exchange repeats a report that is lost. */
    private static final long HOLD_NANOS = Duration.ofMillis(20).toNanos();

    /** After this time without a report, the exchange is queried. */
    private static final long OVERDUE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int MOST_HELD = 1_000;

    /** How long reports of the last trading day's orders are awaited. */
    private static final long LONGEST_FAREWELL_NANOS = Duration.ofSeconds(10).toNanos();

    private static final long ASK_FOR_ALL_NANOS = Duration.ofSeconds(30).toNanos();

    private final Clock clock;
    private final Exchange exchange;
    private final OrderJournal journal;
    private final OrderTracker orders;
    private final Executor background;
    private final PendingQuery<OrderStatusQuery.OrderMassStatus> working;
    private @Nullable CompletableFuture<List<TrackedOrder>> earlier;
    private @Nullable LocalDate tradingDay;
    private long nextReadNanos;
    private boolean asksForWorking;
    private long dayChangedNanos;
    private @Nullable LocalDate nextDay;
    private long nextAskNanos;
    private long nextAskForAllNanos;
    private long nextAskForImmediateNanos;
    private Set<String> immediate = Set.of();
    private boolean isMissing;
    private long missingNanos;
    private long heldNanos;

    public OrderReconciler(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            OrderTracker orders,
            Executor background,
            Duration patience) {
        this.clock = clock;
        this.exchange = exchange;
        this.journal = journal;
        this.orders = orders;
        this.background = background;
        this.working = new PendingQuery<>(clock, patience);
        this.nextReadNanos = clock.nanoTime();
        this.nextAskNanos = clock.nanoTime();
        this.nextAskForAllNanos = clock.nanoTime() + ASK_FOR_ALL_NANOS;
        this.nextAskForImmediateNanos = clock.nanoTime() + OVERDUE_NANOS;
    }

    /** Starts again after a change of the session. */
    public void begin() {
        working.forget();
        asksForWorking = true;
    }

    /** Starts to read the trading day's orders of an earlier process from the journal, in the background. */
    public void readEarlier() {
        if (earlier == null && !orders.isLoaded()) {
            LocalDate day = exchange.tradingDay();
            earlier = CompletableFuture.supplyAsync(
                    () -> new OrderReplay(journal).since(day, OrderTracker.MOST_REMEMBERED), background);
        }
    }

    /** Adds those orders to the tracker once they are read. If reading fails, this is reported in health and tried again. */
    public void takeEarlier() {
        CompletableFuture<List<TrackedOrder>> reading = earlier;
        if (reading == null || !reading.isDone()) {
            return;
        }
        try {
            List<TrackedOrder> read = reading.getNow(List.of());
            orders.trouble(null);
            orders.restore(read);
            earlier = null;
            asksForWorking = true;
        } catch (CompletionException e) {
            orders.trouble("The orders of the trading day cannot be read from the journal: " + e.getMessage());
            if (clock.nanoTime() - nextReadNanos >= 0) {
                nextReadNanos = clock.nanoTime() + OVERDUE_NANOS;
                earlier = null;
                readEarlier();
            }
        }
    }

    /**
     * Queries working orders whose fills or end may have gone unreported: all of them at the start of a session and every 30 s;
     * IOC and FOK orders that have not ended after a second. The exchange answers with reports.
     */
    public void askForWorking() {
        if (working.isOver() && working.take().isEmpty()) {
            // The answer was lost; without another query, an order whose end was missed would stay working for ever.
            asksForWorking = true;
            nextAskNanos = clock.nanoTime() + OVERDUE_NANOS;
        }
        if (!orders.isLoaded() || working.isAsked()) {
            return;
        }
        List<String> tags = tagsToAskFor(clock.nanoTime());
        if (!tags.isEmpty()) {
            working.ask(() -> exchange.find(tags));
        }
    }

    private List<String> tagsToAskFor(long now) {
        if (now - nextAskNanos < 0) {
            return List.of();
        }
        if (asksForWorking || now - nextAskForAllNanos >= 0) {
            asksForWorking = false;
            nextAskForAllNanos = now + ASK_FOR_ALL_NANOS;
            return orders.workingTags(false);
        }
        if (now - nextAskForImmediateNanos < 0) {
            return List.of();
        }
        nextAskForImmediateNanos = now + OVERDUE_NANOS;
        Set<String> before = immediate;
        immediate = Set.copyOf(orders.workingTags(true));
        return immediate.stream().filter(before::contains).toList();
    }

    /** Whether fills that the exchange has counted have not been reported for a second, so that their reports are lost. */
    public boolean missesFills() {
        boolean before = isMissing;
        isMissing = orders.missesFills();
        if (isMissing && !before) {
            missingNanos = clock.nanoTime();
        }
        return isMissing && clock.nanoTime() - missingNanos >= OVERDUE_NANOS;
    }

    /**
     * Detects a new trading day. The last day's orders are queried first, because later reports about them are ignored.
     *
     * @param areFillsComplete whether the exchange has reported all its fills
     */
    public void checkTradingDay(boolean areFillsComplete) {
        LocalDate today = exchange.tradingDay();
        LocalDate before = tradingDay;
        tradingDay = today;
        if (before != null && today.isAfter(before)) {
            nextDay = today;
            dayChangedNanos = clock.nanoTime();
            asksForWorking = true;
        }
        LocalDate begun = nextDay;
        boolean isToldAll = areFillsComplete && !asksForWorking && !working.isAsked();
        if (begun != null && (isToldAll || clock.nanoTime() - dayChangedNanos >= LONGEST_FAREWELL_NANOS)) {
            nextDay = null;
            orders.beginDay(begun);
            // Orders that the tracker has dropped are looked up in the journal, so the next step records the reports.
            heldNanos = clock.nanoTime() - HOLD_NANOS;
        }
    }

    /** Publishes changes of orders, and records the exchange's reports in the journal, if it can be written. */
    public void show() {
        List<OrderJournal.Outcome> proven = orders.buffer().takeProven();
        if (!proven.isEmpty()) {
            try {
                journal.recordOutcomes(proven);
            } catch (JournalException e) {
                // The next call tries again.
                orders.buffer().restoreProven(proven);
                return;
            }
        }
        orders.flush();
        int held = orders.buffer().heldReports();
        long now = clock.nanoTime();
        if (held == 0) {
            heldNanos = now;
            return;
        }
        if (held >= MOST_HELD || now - heldNanos >= HOLD_NANOS) {
            heldNanos = now;
            try {
                journal.record(List.of(), orders.buffer().takeReports());
            } catch (JournalException e) {
                // The tracker has them all the same, and the exchange reports them again.
            }
        }
    }
}

package dev.aftm.interactor.reconciliation;

import dev.aftm.interactor.order.OrderReplay;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.order.TrackedOrder;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.exchange.OrderStatusQuery;
import dev.aftm.interactor.port.store.OrderJournal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the order book whole: reads what an earlier process left, asks what became of orders that rested while nobody
 * listened, notices trades whose reports are lost and that a trading day is over, and hands changes on.
 *
 * <p>Belongs to the thread that owns the exchange.
 */
public final class OrderReconciler {

    /** Reports are kept back so long, so that many share a commit: each is told again where it is lost. */
    private static final long HOLD_NANOS = Duration.ofMillis(20).toNanos();

    /** What is not heard of for so long is asked for. */
    private static final long OVERDUE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int MOST_HELD = 1_000;

    /** How long the orders of the last trading day may still be told of. */
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

    /** A new session has begun, or one has ended. */
    public void begin() {
        working.forget();
        asksForWorking = true;
    }

    /** Begins to read the orders of the day that an earlier process left; the exchange says which day it is. */
    public void readEarlier() {
        if (earlier == null && !orders.isLoaded()) {
            LocalDate day = exchange.tradingDay();
            earlier = CompletableFuture.supplyAsync(
                    () -> new OrderReplay(journal).since(day, OrderTracker.MOST_REMEMBERED), background);
        }
    }

    /** Takes them into the book once they are read. Where they cannot be, that is said, and tried again. */
    public void takeEarlier() {
        CompletableFuture<List<TrackedOrder>> reading = earlier;
        if (reading == null || !reading.isDone()) {
            return;
        }
        try {
            List<TrackedOrder> read = reading.join();
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
     * Asks how orders are that may have traded, or ended, without our hearing of it: all of them at the beginning of a session
     * and now and then, and those that must trade or end at once and have not for a while. The answer comes as reports.
     */
    public void askForWorking() {
        if (working.isOver() && working.take().isEmpty()) {
            // The answer was lost; an order that ended while nobody listened would seem to work for ever.
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

    /** Whether the exchange has counted trades for a while that it has not told: their reports are lost. */
    public boolean missesFills() {
        boolean before = isMissing;
        isMissing = orders.missesFills();
        if (isMissing && !before) {
            missingNanos = clock.nanoTime();
        }
        return isMissing && clock.nanoTime() - missingNanos >= OVERDUE_NANOS;
    }

    /**
     * Notices that a new trading day has begun. What became of the orders of the last one is asked first: what is heard of them
     * later finds nobody.
     *
     * @param areFillsComplete whether the exchange has told all fills that it knows
     */
    public void lookAtDay(boolean areFillsComplete) {
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
            // What the book has forgotten is looked up in the journal.
            heldNanos = clock.nanoTime() - HOLD_NANOS;
        }
    }

    /**
     * Shows the changes of orders to others, and has the journal keep what the exchange reported.
     *
     * @return why it could not be kept; it is in the book all the same, and the exchange tells it again
     */
    public Optional<String> show() {
        List<OrderJournal.Outcome> proven = orders.buffer().takeProven();
        if (!proven.isEmpty()) {
            try {
                journal.recordOutcomes(proven);
            } catch (OrderJournal.JournalException e) {
                orders.buffer().keepProven(proven);
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
        orders.flush();
        int held = orders.buffer().heldReports();
        long now = clock.nanoTime();
        if (held == 0) {
            heldNanos = now;
            return Optional.empty();
        }
        if (held >= MOST_HELD || now - heldNanos >= HOLD_NANOS) {
            heldNanos = now;
            try {
                journal.recordReports(orders.buffer().takeReports());
            } catch (OrderJournal.JournalException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }
}

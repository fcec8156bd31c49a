package dev.aftm.interactor.order;

import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournal.Entry;
import dev.aftm.interactor.port.store.OrderJournal.JournalPage;
import dev.aftm.interactor.port.store.OrderJournal.JournalRecord;
import dev.aftm.interactor.port.store.OrderJournal.RecordedEvent;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads from the journal how orders are that this process has not sent itself. May be used by any thread. */
public final class OrderReplay {

    /** So short that those who look ids up meanwhile hardly notice. */
    private static final int STRETCH = 500;

    private final OrderJournal journal;

    public OrderReplay(OrderJournal journal) {
        this.journal = journal;
    }

    /**
     * The orders of a trading day and later ones, and those of earlier days of which nobody knows what became; oldest first.
     *
     * @param most at most so many of the day, the newest
     */
    public List<TrackedOrder> since(LocalDate tradingDay, int most) {
        Map<OrderJournal.OrderKey, TrackedOrder> orders = new LinkedHashMap<>();
        for (Entry entry : journal.unresolved()) {
            find(entry.key()).ifPresent(recorded -> orders.put(entry.key(), recorded.order()));
        }
        ofDay(tradingDay, most).forEach(tracked -> orders.put(tracked.key(), tracked));
        return List.copyOf(orders.values());
    }

    private List<TrackedOrder> ofDay(LocalDate tradingDay, int most) {
        Deque<TrackedOrder> orders = new ArrayDeque<>();
        // What is told of an order stands after its intent, and is met before it.
        Map<String, List<RecordedEvent>> event = new HashMap<>();
        JournalPage stretch = new JournalPage(List.of(), JournalPage.FROM_THE_END);
        while (stretch.before() > 0 && orders.size() < most) {
            stretch = journal.read(stretch.before(), STRETCH);
            for (JournalRecord line : stretch.lines()) {
                if (!(line.event() instanceof RecordedEvent.Intended intended)) {
                    event.computeIfAbsent(line.event().tag(), unused -> new ArrayList<>())
                            .add(line.event());
                    continue;
                }
                Entry entry = intended.entry();
                List<RecordedEvent> after = event.remove(entry.tag());
                if (!entry.isOrder()) {
                    continue;
                }
                if (entry.tradingDay().isBefore(tradingDay)) {
                    return List.copyOf(orders);
                }
                TrackedOrder tracked = new TrackedOrder(entry);
                if (after != null) {
                    Collections.reverse(after);
                    after.forEach(tracked::take);
                }
                orders.addFirst(tracked);
            }
        }
        return List.copyOf(orders);
    }

    /** An order and what is recorded of it; empty where there is no order under this id. */
    public Optional<Recorded> find(OrderJournal.OrderKey key) {
        return journal.find(key).filter(Entry::isOrder).map(entry -> {
            List<JournalRecord> lines = journal.story(entry.tag());
            TrackedOrder tracked = new TrackedOrder(entry);
            lines.forEach(line -> tracked.take(line.event()));
            return new Recorded(tracked, lines);
        });
    }

    /** An order, and the lines about it, oldest first. */
    public record Recorded(TrackedOrder order, List<JournalRecord> lines) {

        public Recorded {
            lines = List.copyOf(lines);
        }
    }
}

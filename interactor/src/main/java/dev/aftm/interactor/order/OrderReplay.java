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

/** Rebuilds orders of earlier processes from the journal. Any thread. */
public final class OrderReplay {

    /** The number of events read at once: few, so that look-ups of request ids are hardly delayed. */
    private static final int STRETCH = 500;

    private final OrderJournal journal;

    public OrderReplay(OrderJournal journal) {
        this.journal = journal;
    }

    /**
     * Returns the orders of a trading day and later ones, and those of earlier days in an unknown state; oldest first.
     *
     * @param most the most orders of the day; the newest are returned
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
        // The journal is read backwards: an order's events are found before its intent.
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

    /** Returns an order and its events; empty if there is no order with this id. */
    public Optional<Recorded> find(OrderJournal.OrderKey key) {
        return journal.find(key).filter(Entry::isOrder).map(entry -> {
            List<JournalRecord> lines = journal.story(entry.tag());
            TrackedOrder tracked = new TrackedOrder(entry);
            lines.forEach(line -> tracked.take(line.event()));
            return new Recorded(tracked, lines);
        });
    }

    /** An order and its journal records, oldest first. */
    public record Recorded(TrackedOrder order, List<JournalRecord> lines) {

        public Recorded {
            lines = List.copyOf(lines);
        }
    }
}

package dev.aftm.interactor.usecase;

import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.OrderJournal.Entry;
import dev.aftm.interactor.port.OrderJournal.Line;
import dev.aftm.interactor.port.OrderJournal.Stretch;
import dev.aftm.interactor.port.OrderJournal.Told;
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
final class EarlierOrders {

    /** So short that those who look ids up meanwhile hardly notice. */
    private static final int STRETCH = 500;

    private final OrderJournal journal;

    EarlierOrders(OrderJournal journal) {
        this.journal = journal;
    }

    /**
     * The orders of a trading day and later ones, and those of earlier days of which nobody knows what became; oldest first.
     *
     * @param most at most so many of the day, the newest
     */
    List<LiveOrder> since(LocalDate tradingDay, int most) {
        Map<OrderJournal.OrderKey, LiveOrder> orders = new LinkedHashMap<>();
        for (Entry entry : journal.unresolved()) {
            find(entry.key()).ifPresent(recorded -> orders.put(entry.key(), recorded.order()));
        }
        ofDay(tradingDay, most).forEach(live -> orders.put(live.key(), live));
        return List.copyOf(orders.values());
    }

    private List<LiveOrder> ofDay(LocalDate tradingDay, int most) {
        Deque<LiveOrder> orders = new ArrayDeque<>();
        // What is told of an order stands after its intent, and is met before it.
        Map<String, List<Told>> told = new HashMap<>();
        Stretch stretch = new Stretch(List.of(), Stretch.FROM_THE_END);
        while (stretch.before() > 0 && orders.size() < most) {
            stretch = journal.read(stretch.before(), STRETCH);
            for (Line line : stretch.lines()) {
                if (!(line.told() instanceof Told.Intended intended)) {
                    told.computeIfAbsent(line.told().tag(), unused -> new ArrayList<>())
                            .add(line.told());
                    continue;
                }
                Entry entry = intended.entry();
                List<Told> after = told.remove(entry.tag());
                if (!entry.isOrder()) {
                    continue;
                }
                if (entry.tradingDay().isBefore(tradingDay)) {
                    return List.copyOf(orders);
                }
                LiveOrder live = new LiveOrder(entry);
                if (after != null) {
                    Collections.reverse(after);
                    after.forEach(live::take);
                }
                orders.addFirst(live);
            }
        }
        return List.copyOf(orders);
    }

    /** An order and what is recorded of it; empty where there is no order under this id. */
    Optional<Recorded> find(OrderJournal.OrderKey key) {
        return journal.find(key).filter(Entry::isOrder).map(entry -> {
            List<Line> lines = journal.story(entry.tag());
            LiveOrder live = new LiveOrder(entry);
            lines.forEach(line -> live.take(line.told()));
            return new Recorded(live, lines);
        });
    }

    /** An order, and the lines about it, oldest first. */
    record Recorded(LiveOrder order, List<Line> lines) {

        Recorded {
            lines = List.copyOf(lines);
        }
    }
}

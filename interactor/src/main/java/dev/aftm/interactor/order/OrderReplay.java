package dev.aftm.interactor.order;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.order.OrderJournal.JournalRecord;
import dev.aftm.interactor.port.store.OrderKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rebuilds orders of earlier processes from the journal. Any thread. */
public final class OrderReplay {

    private final OrderJournal journal;

    public OrderReplay(OrderJournal journal) {
        this.journal = journal;
    }

    /**
     * Returns the orders of a trading day and later ones, and those of earlier days whose fate is not known; oldest first.
     *
     * @param most the most orders; the newest are returned
     */
    public List<TrackedOrder> since(LocalDate tradingDay, int most) {
        Map<OrderKey, TrackedOrder> orders = new LinkedHashMap<>();
        journal.read(journal.positionBefore(tradingDay), line -> {
            if (line.event() instanceof OrderEvent.Requested request) {
                // An order that is sent again after it was not sent begins anew.
                orders.remove(line.key());
                if (request.instruction() instanceof NewOrder) {
                    orders.put(line.key(), new TrackedOrder(line.entry()));
                }
            } else {
                TrackedOrder tracked = orders.get(line.key());
                if (tracked != null && tracked.tag().equals(line.tag())) {
                    tracked.apply(line.event());
                }
            }
            return true;
        });
        List<TrackedOrder> wanted = orders.values().stream()
                .filter(tracked -> !tracked.tradingDay().isBefore(tradingDay)
                        || tracked.last().isUnresolved())
                .toList();
        return wanted.subList(Math.max(0, wanted.size() - most), wanted.size());
    }

    /**
     * Returns an order and what is recorded about its last attempt; empty if there is no order with this id. Waits for a disk.
     *
     * @throws dev.aftm.interactor.port.store.JournalException the journal cannot be read
     */
    public Optional<Recorded> find(OrderKey key) {
        List<JournalRecord> lines = new ArrayList<>();
        for (JournalRecord line : journal.records(key)) {
            if (line.event() instanceof OrderEvent.Requested) {
                lines.clear();
            }
            lines.add(line);
        }
        if (lines.isEmpty()
                || !(lines.get(0).event() instanceof OrderEvent.Requested request)
                || !(request.instruction() instanceof NewOrder)) {
            return Optional.empty();
        }
        TrackedOrder tracked = new TrackedOrder(lines.get(0).entry());
        lines.removeIf(line -> !line.tag().equals(tracked.tag()));
        lines.forEach(line -> tracked.apply(line.event()));
        return Optional.of(new Recorded(tracked, lines));
    }

    /** An order and its journal records, oldest first. */
    public record Recorded(TrackedOrder order, List<JournalRecord> lines) {

        public Recorded {
            lines = List.copyOf(lines);
        }
    }
}

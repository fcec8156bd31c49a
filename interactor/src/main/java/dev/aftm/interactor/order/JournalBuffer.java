package dev.aftm.interactor.order;

import dev.aftm.domain.order.Order;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.order.OrderJournal.Outcome;
import dev.aftm.interactor.order.OrderJournal.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Buffers the exchange's reports until several of them are recorded together. Used by the execution thread only. */
public final class JournalBuffer {

    private final List<Report> reports = new ArrayList<>();

    /** Orders that the exchange has, although the journal says otherwise. */
    private final List<Outcome> proven = new ArrayList<>();

    /** Buffers an event of an order, if it adds to what was known. */
    void reported(TrackedOrder tracked, Order before, OrderEvent event) {
        // A bust that comes before its trade shows only then.
        if (event instanceof OrderEvent.FillBusted || addsInformation(before, tracked.state())) {
            reports.add(new Report(tracked.key(), tracked.tag(), event));
        }
    }

    /** Most reports only repeat a fill, or the answer to the call. */
    private static boolean addsInformation(Order before, Order after) {
        return before.status() != after.status()
                || !before.disputed().equals(after.disputed())
                || before.quantity() != after.quantity()
                || !Objects.equals(before.orderSerial(), after.orderSerial())
                || before.unreportedFills() != after.unreportedFills()
                || before.filled() != after.filled()
                || before.cancelled() != after.cancelled()
                || before.price().compareTo(after.price()) != 0
                || before.averagePrice().compareTo(after.averagePrice()) != 0;
    }

    /** Buffers the proof that the exchange has an order. */
    void proven(Outcome outcome) {
        proven.add(outcome);
    }

    /** Takes the proven outcomes since the last call. */
    public List<Outcome> takeProven() {
        List<Outcome> taken = List.copyOf(proven);
        proven.clear();
        return taken;
    }

    /** Puts back outcomes that could not be recorded. */
    public void restoreProven(List<Outcome> unrecorded) {
        proven.addAll(unrecorded);
    }

    /** The number of buffered reports. */
    public int heldReports() {
        return reports.size();
    }

    /** Takes the reports since the last call. */
    public List<Report> takeReports() {
        List<Report> taken = List.copyOf(reports);
        reports.clear();
        return taken;
    }
}

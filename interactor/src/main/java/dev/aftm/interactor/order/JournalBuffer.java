package dev.aftm.interactor.order;

import dev.aftm.domain.order.OrderLife;
import dev.aftm.domain.order.OrderNews;
import dev.aftm.interactor.port.store.OrderJournal.Outcome;
import dev.aftm.interactor.port.store.OrderJournal.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * What the exchange has told of our orders that the journal has yet to be told, several together. Belongs to the thread that
 * owns the exchange.
 */
public final class JournalBuffer {

    private final List<Report> reports = new ArrayList<>();

    /** Orders that the exchange turned out to have although the journal does not know it. */
    private final List<Outcome> proven = new ArrayList<>();

    /** Something was news of an order; it is kept where it says more than was known. */
    void heard(TrackedOrder tracked, OrderLife before, OrderNews news) {
        if (saysMore(before, tracked.life())) {
            reports.add(new Report(tracked.key(), tracked.tag(), news));
        }
    }

    /** Most reports only repeat what a trade, or the answer to the call, has told. */
    private static boolean saysMore(OrderLife before, OrderLife after) {
        return !before.state().equals(after.state())
                || before.unreportedFills() != after.unreportedFills()
                || before.filled() != after.filled()
                || before.cancelled() != after.cancelled()
                || before.price().compareTo(after.price()) != 0;
    }

    /** The exchange turned out to have an order. */
    void proven(Outcome outcome) {
        proven.add(outcome);
    }

    /** What was proven since the last call. */
    public List<Outcome> takeProven() {
        List<Outcome> taken = List.copyOf(proven);
        proven.clear();
        return taken;
    }

    /** It could not be recorded, and is to be tried again. */
    public void keepProven(List<Outcome> unrecorded) {
        proven.addAll(unrecorded);
    }

    /** How many reports wait. */
    public int heldReports() {
        return reports.size();
    }

    /** What was reported since the last call. */
    public List<Report> takeReports() {
        List<Report> taken = List.copyOf(reports);
        reports.clear();
        return taken;
    }
}

package dev.aftm.interactor.order;

import dev.aftm.domain.order.OrderState;
import dev.aftm.domain.order.TimeInForce;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Orders by what is still to be expected of them. Belongs to the thread that owns the exchange. */
final class OrderLists {

    /** Those that are over, the first to end first. */
    private final Set<TrackedOrder> over = new LinkedHashSet<>();

    /** Those of which the exchange has counted trades that it has not told one by one. */
    private final Set<TrackedOrder> incomplete = new LinkedHashSet<>();

    /** Those of which some may still trade. */
    private final Set<TrackedOrder> working = new LinkedHashSet<>();

    private final OpenOrderExposure open = new OpenOrderExposure();

    /** An order is about to be sent: it counts as open, and nothing is to be heard of it yet. */
    void begin(TrackedOrder tracked) {
        open.update(tracked);
    }

    /** Something is known anew of an order. */
    void update(TrackedOrder tracked) {
        if (tracked.isOver()) {
            over.add(tracked);
        }
        open.update(tracked);
        keep(incomplete, tracked, tracked.life().unreportedFills() > 0);
        keep(working, tracked, tracked.life().state() instanceof OrderState.Working);
    }

    private static void keep(Set<TrackedOrder> in, TrackedOrder tracked, boolean belongs) {
        if (belongs) {
            in.add(tracked);
        } else {
            in.remove(tracked);
        }
    }

    /** An order is none of ours any more, or has left the book. */
    void drop(TrackedOrder tracked) {
        over.remove(tracked);
        incomplete.remove(tracked);
        working.remove(tracked);
        open.forget(tracked);
    }

    /** Those that are over and more than are remembered, the first to end first. */
    List<TrackedOrder> tooMany(int mostRemembered) {
        return over.stream().limit(Math.max(0, over.size() - mostRemembered)).toList();
    }

    /** Tags of orders of which some may still trade; only of those that must at once where that is wanted. */
    List<String> workingTags(boolean onlyImmediate, int most) {
        return working.stream()
                .filter(tracked -> !onlyImmediate || tracked.life().order().timeInForce() != TimeInForce.ROD)
                .map(TrackedOrder::tag)
                .limit(most)
                .toList();
    }

    /** Whether the exchange has counted trades that it has not told one by one. */
    boolean missesFills() {
        return !incomplete.isEmpty();
    }

    /** How much our orders may still trade. */
    OpenOrderExposure open() {
        return open;
    }
}

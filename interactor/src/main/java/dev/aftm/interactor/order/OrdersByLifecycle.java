package dev.aftm.interactor.order;

import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.order.TimeInForce;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lists orders by what may still happen to them. Used by the execution thread only. */
final class OrdersByLifecycle {

    /** Ended orders, in the order in which they ended. */
    private final Set<TrackedOrder> over = new LinkedHashSet<>();

    /** Orders with fills that the exchange has counted but not reported. */
    private final Set<TrackedOrder> incomplete = new LinkedHashSet<>();

    /** Orders that may still trade. */
    private final Set<TrackedOrder> working = new LinkedHashSet<>();

    private final OpenOrderExposure open = new OpenOrderExposure();

    /** Adds an order that is about to be sent: it counts as open, but the exchange cannot report it yet. */
    void begin(TrackedOrder tracked) {
        open.update(tracked);
    }

    /** Moves an order to its lists after a change. */
    void update(TrackedOrder tracked) {
        open.update(tracked);
        // A bust may let an ended order work again.
        keep(over, tracked, tracked.isOver());
        keep(incomplete, tracked, tracked.state().unreportedFills() > 0);
        keep(working, tracked, tracked.state().status() == OrderStatus.WORKING);
    }

    private static void keep(Set<TrackedOrder> in, TrackedOrder tracked, boolean belongs) {
        if (belongs) {
            in.add(tracked);
        } else {
            in.remove(tracked);
        }
    }

    /** Removes an order from all lists. */
    void drop(TrackedOrder tracked) {
        over.remove(tracked);
        incomplete.remove(tracked);
        working.remove(tracked);
        open.forget(tracked);
    }

    /** Returns the ended orders that exceed the limit, the first to end first. */
    List<TrackedOrder> tooMany(int mostRemembered) {
        return over.stream().limit(Math.max(0, over.size() - mostRemembered)).toList();
    }

    /** Returns the tags of orders that may still trade: of all, or only of IOC and FOK orders. */
    List<String> workingTags(boolean onlyImmediate, int most) {
        return working.stream()
                .filter(tracked -> !onlyImmediate || tracked.state().order().timeInForce() != TimeInForce.ROD)
                .map(TrackedOrder::tag)
                .limit(most)
                .toList();
    }

    /** Whether any order has fills that the exchange has counted but not reported. */
    boolean missesFills() {
        return !incomplete.isEmpty();
    }

    /** The quantity that our orders may still trade. */
    OpenOrderExposure open() {
        return open;
    }
}

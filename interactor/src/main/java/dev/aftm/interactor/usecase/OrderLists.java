package dev.aftm.interactor.usecase;

import dev.aftm.domain.order.OrderState;
import dev.aftm.domain.order.TimeInForce;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Orders by what is still to be expected of them. Belongs to the thread that owns the exchange. */
final class OrderLists {

    /** Those that are over, the first to end first. */
    private final Set<LiveOrder> over = new LinkedHashSet<>();

    /** Those of which the exchange has counted trades that it has not told one by one. */
    private final Set<LiveOrder> incomplete = new LinkedHashSet<>();

    /** Those of which some may still trade. */
    private final Set<LiveOrder> working = new LinkedHashSet<>();

    private final OpenOrders open = new OpenOrders();

    /** An order is about to be sent: it counts as open, and nothing is to be heard of it yet. */
    void begin(LiveOrder live) {
        open.update(live);
    }

    /** Something is known anew of an order. */
    void update(LiveOrder live) {
        if (live.isOver()) {
            over.add(live);
        }
        open.update(live);
        keep(incomplete, live, live.life().missing() > 0);
        keep(working, live, live.life().state() instanceof OrderState.Working);
    }

    private static void keep(Set<LiveOrder> in, LiveOrder live, boolean belongs) {
        if (belongs) {
            in.add(live);
        } else {
            in.remove(live);
        }
    }

    /** An order is none of ours any more, or has left the book. */
    void drop(LiveOrder live) {
        over.remove(live);
        incomplete.remove(live);
        working.remove(live);
        open.forget(live);
    }

    /** Those that are over and more than are remembered, the first to end first. */
    List<LiveOrder> tooMany(int mostRemembered) {
        return over.stream().limit(Math.max(0, over.size() - mostRemembered)).toList();
    }

    /** Tags of orders of which some may still trade; only of those that must at once where that is wanted. */
    List<String> workingTags(boolean onlyImmediate, int most) {
        return working.stream()
                .filter(live -> !onlyImmediate || live.life().order().timeInForce() != TimeInForce.ROD)
                .map(LiveOrder::tag)
                .limit(most)
                .toList();
    }

    /** Whether the exchange has counted trades that it has not told one by one. */
    boolean missesFills() {
        return !incomplete.isEmpty();
    }

    /** How much our orders may still trade. */
    OpenOrders open() {
        return open;
    }
}

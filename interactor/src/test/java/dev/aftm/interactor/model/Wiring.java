package dev.aftm.interactor.model;

import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.KillSwitch;
import dev.aftm.interactor.port.OrderEntry;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.OrderLookup;
import dev.aftm.interactor.usecase.PendingOrder;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How one incarnation of the gateway is put together: everything may be replaced by something broken. What an operator is
 * given outlives crashes; what it returns dies with the process.
 */
record Wiring(
        UnaryOperator<OrderJournal> journal,
        UnaryOperator<OrderEntry> orderEntry,
        UnaryOperator<OrderLookup> lookup,
        UnaryOperator<Clock> ownersClock,
        UnaryOperator<KillSwitch> killSwitch,
        UnaryOperator<List<PendingOrder>> group) {

    /** As it should be. */
    static final Wiring SOUND = new Wiring(
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity());

    static Wiring journal(UnaryOperator<OrderJournal> broken) {
        return new Wiring(broken, SOUND.orderEntry, SOUND.lookup, SOUND.ownersClock, SOUND.killSwitch, SOUND.group);
    }

    static Wiring orderEntry(UnaryOperator<OrderEntry> broken) {
        return new Wiring(SOUND.journal, broken, SOUND.lookup, SOUND.ownersClock, SOUND.killSwitch, SOUND.group);
    }

    static Wiring lookup(UnaryOperator<OrderLookup> broken) {
        return new Wiring(SOUND.journal, SOUND.orderEntry, broken, SOUND.ownersClock, SOUND.killSwitch, SOUND.group);
    }

    static Wiring ownersClock(UnaryOperator<Clock> broken) {
        return new Wiring(SOUND.journal, SOUND.orderEntry, SOUND.lookup, broken, SOUND.killSwitch, SOUND.group);
    }

    static Wiring killSwitch(UnaryOperator<KillSwitch> broken) {
        return new Wiring(SOUND.journal, SOUND.orderEntry, SOUND.lookup, SOUND.ownersClock, broken, SOUND.group);
    }

    static Wiring group(UnaryOperator<List<PendingOrder>> broken) {
        return new Wiring(SOUND.journal, SOUND.orderEntry, SOUND.lookup, SOUND.ownersClock, SOUND.killSwitch, broken);
    }
}

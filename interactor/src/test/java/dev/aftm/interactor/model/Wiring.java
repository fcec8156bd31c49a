package dev.aftm.interactor.model;

import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.OrderEntry;
import dev.aftm.interactor.port.exchange.OrderStatusQuery;
import dev.aftm.interactor.port.killswitch.KillSwitch;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.port.store.TagWords;
import dev.aftm.interactor.queue.QueuedRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The wiring of the gateway in one process; each operator may replace a part by a faulty one. The operator's argument survives
 * crashes; its result does not.
 */
record Wiring(
        Function<JournalParts, OrderJournal> journal,
        UnaryOperator<TagWords> words,
        UnaryOperator<LogHeadStore> heads,
        UnaryOperator<OrderEntry> orderEntry,
        UnaryOperator<OrderStatusQuery> lookup,
        UnaryOperator<Clock> ownersClock,
        UnaryOperator<KillSwitch> killSwitch,
        UnaryOperator<List<QueuedRequest>> group) {

    /** The correct wiring. */
    static final Wiring SOUND = new Wiring(
            parts -> new OrderJournal(parts.clock(), parts.log(), parts.words(), parts.heads(), parts.history()),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity());

    static Wiring journal(Function<JournalParts, OrderJournal> broken) {
        return new Wiring(
                broken,
                SOUND.words,
                SOUND.heads,
                SOUND.orderEntry,
                SOUND.lookup,
                SOUND.ownersClock,
                SOUND.killSwitch,
                SOUND.group);
    }

    static Wiring words(UnaryOperator<TagWords> broken) {
        return new Wiring(
                SOUND.journal,
                broken,
                SOUND.heads,
                SOUND.orderEntry,
                SOUND.lookup,
                SOUND.ownersClock,
                SOUND.killSwitch,
                SOUND.group);
    }

    static Wiring orderEntry(UnaryOperator<OrderEntry> broken) {
        return new Wiring(
                SOUND.journal,
                SOUND.words,
                SOUND.heads,
                broken,
                SOUND.lookup,
                SOUND.ownersClock,
                SOUND.killSwitch,
                SOUND.group);
    }

    static Wiring lookup(UnaryOperator<OrderStatusQuery> broken) {
        return new Wiring(
                SOUND.journal,
                SOUND.words,
                SOUND.heads,
                SOUND.orderEntry,
                broken,
                SOUND.ownersClock,
                SOUND.killSwitch,
                SOUND.group);
    }

    static Wiring ownersClock(UnaryOperator<Clock> broken) {
        return new Wiring(
                SOUND.journal,
                SOUND.words,
                SOUND.heads,
                SOUND.orderEntry,
                SOUND.lookup,
                broken,
                SOUND.killSwitch,
                SOUND.group);
    }

    static Wiring killSwitch(UnaryOperator<KillSwitch> broken) {
        return new Wiring(
                SOUND.journal,
                SOUND.words,
                SOUND.heads,
                SOUND.orderEntry,
                SOUND.lookup,
                SOUND.ownersClock,
                broken,
                SOUND.group);
    }

    static Wiring group(UnaryOperator<List<QueuedRequest>> broken) {
        return new Wiring(
                SOUND.journal,
                SOUND.words,
                SOUND.heads,
                SOUND.orderEntry,
                SOUND.lookup,
                SOUND.ownersClock,
                SOUND.killSwitch,
                broken);
    }
}

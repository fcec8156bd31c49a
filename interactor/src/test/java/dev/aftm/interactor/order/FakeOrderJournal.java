package dev.aftm.interactor.order;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.FakeEventLog;
import dev.aftm.interactor.port.store.FakeTagWords;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.port.store.TagWords;
import java.util.List;

/** The real journal over a log in memory, which can be set to fail. */
public final class FakeOrderJournal extends OrderJournal {

    private final FakeEventLog log;
    private boolean intentsFail;
    private boolean outcomesFail;
    private boolean notesFail;

    public FakeOrderJournal(Clock clock) {
        this(clock, new FakeEventLog());
    }

    public FakeOrderJournal(Clock clock, FakeEventLog log) {
        super(clock, log, words(), LogHeadStore.NONE, HistoryStore.NONE);
        this.log = log;
        log.failOn(this::fails);
    }

    /** Opens the journal over a log, as the start of a process does. */
    public static OrderJournal opened(Clock clock, FakeEventLog log) {
        return new OrderJournal(clock, log, words(), LogHeadStore.NONE, HistoryStore.NONE);
    }

    /** Words that count up: never the same twice in a process. */
    public static TagWords words() {
        return new FakeTagWords();
    }

    private boolean fails(LogEvent event) {
        if (!(event instanceof LogEvent.OfOrder of)) {
            return notesFail;
        }
        return of.event() instanceof OrderEvent.Requested ? intentsFail : outcomesFail;
    }

    /** Everything that is recorded about the gateway itself, but for the epochs. */
    public List<LogEvent> notes() {
        return log.events().stream()
                .map(logged -> logged.event())
                .filter(event -> event instanceof LogEvent.OfGateway && !(event instanceof LogEvent.EpochBegun))
                .toList();
    }

    public void failIntents() {
        intentsFail = true;
    }

    public void failNotes() {
        notesFail = true;
    }

    public void recordNotes() {
        notesFail = false;
    }

    public void failOutcomes() {
        outcomesFail = true;
    }

    /** The present record of every request, in the order of their last intents. */
    public List<Entry> entries() {
        return log.events().stream()
                .filter(logged -> logged.event() instanceof LogEvent.OfOrder of
                        && of.event() instanceof OrderEvent.Requested
                        && find(of.key())
                                .filter(entry -> entry.position() == logged.position())
                                .isPresent())
                .map(logged -> find(((LogEvent.OfOrder) logged.event()).key()).orElseThrow())
                .toList();
    }
}

package dev.aftm.infrastructure.journal;

import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournalContract;

final class InMemoryOrderJournalTest implements OrderJournalContract {

    private final InMemoryOrderJournal journal = new InMemoryOrderJournal(new FakeClock(), "test");

    @Override
    public OrderJournal journal() {
        return journal;
    }
}

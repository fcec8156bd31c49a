package dev.aftm.infrastructure.journal;

import dev.aftm.interactor.port.FakeClock;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.OrderJournalContract;

final class InMemoryOrderJournalTest implements OrderJournalContract {

    private final InMemoryOrderJournal journal = new InMemoryOrderJournal(new FakeClock(), "test");

    @Override
    public OrderJournal journal() {
        return journal;
    }
}

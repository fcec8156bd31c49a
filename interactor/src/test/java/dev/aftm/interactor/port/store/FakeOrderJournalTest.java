package dev.aftm.interactor.port.store;

import dev.aftm.interactor.port.clock.FakeClock;

final class FakeOrderJournalTest implements OrderJournalContract {

    private final FakeOrderJournal journal = new FakeOrderJournal(new FakeClock());

    @Override
    public OrderJournal journal() {
        return journal;
    }
}

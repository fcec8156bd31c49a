package dev.aftm.interactor.port;

final class FakeOrderJournalTest implements OrderJournalContract {

    private final FakeOrderJournal journal = new FakeOrderJournal(new FakeClock());

    @Override
    public OrderJournal journal() {
        return journal;
    }
}

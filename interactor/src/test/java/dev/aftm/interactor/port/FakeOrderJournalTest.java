package dev.aftm.interactor.port;

final class FakeOrderJournalTest implements OrderJournalContract {

    private final FakeOrderJournal journal = new FakeOrderJournal();

    @Override
    public OrderJournal journal() {
        return journal;
    }
}

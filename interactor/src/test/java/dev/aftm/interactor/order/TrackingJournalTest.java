package dev.aftm.interactor.order;

import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.port.store.FakeOrderJournal;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournalContract;

/** A followed journal meets the contract of a journal. */
final class TrackingJournalTest implements OrderJournalContract {

    private final OrderJournal journal = new TrackingJournal(
            new FakeOrderJournal(new FakeClock()), new OrderTracker("feed", OrderUpdatePublisher.NOWHERE));

    @Override
    public OrderJournal journal() {
        return journal;
    }
}

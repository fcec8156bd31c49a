package dev.aftm.interactor.order;

import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.port.store.FakeOrderJournal;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournalContract;

/** A followed journal meets the contract of a journal. */
final class FollowedJournalTest implements OrderJournalContract {

    private final OrderJournal journal = new FollowedJournal(
            new FakeOrderJournal(new FakeClock()), new OrderTracker("feed", OrderUpdatePublisher.NOWHERE));

    @Override
    public OrderJournal journal() {
        return journal;
    }
}

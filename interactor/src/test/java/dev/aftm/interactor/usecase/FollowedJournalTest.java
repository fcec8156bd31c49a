package dev.aftm.interactor.usecase;

import dev.aftm.interactor.port.FakeClock;
import dev.aftm.interactor.port.FakeOrderJournal;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.OrderJournalContract;
import dev.aftm.interactor.port.OrderUpdates;

/** A journal that is followed is still a journal. */
final class FollowedJournalTest implements OrderJournalContract {

    private final OrderJournal journal =
            new FollowedJournal(new FakeOrderJournal(new FakeClock()), new OrderBook("feed", OrderUpdates.NOWHERE));

    @Override
    public OrderJournal journal() {
        return journal;
    }
}

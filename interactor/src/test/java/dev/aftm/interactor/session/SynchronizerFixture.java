package dev.aftm.interactor.session;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.order.FollowedJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.port.store.FakeOrderJournal;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.reconciliation.OrderRecovery;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An exchange that is not logged in to yet, and all that it takes to watch it: what most tests of the use cases stand on. */
public final class SynchronizerFixture {

    public final FakeClock clock = new FakeClock();
    public final FakeExchange exchange = new FakeExchange();
    /** What is kept; tests make it fail, or look into it. */
    public final FakeOrderJournal disk = new FakeOrderJournal(clock);

    public final OrderTracker orders = new OrderTracker("feed", OrderUpdatePublisher.NOWHERE);
    public final OrderJournal journal = new FollowedJournal(disk, orders);
    public final TradeBook fills = new TradeBook();
    /** Trades of the market that were heard. */
    final List<Tick> ticks = new ArrayList<>();

    public final SnapshotHolder snapshots = new SnapshotHolder(GatewaySnapshot.beforeLogin(clock));
    public final ExchangeSynchronizer synchronizer = new ExchangeSynchronizer(
            clock,
            exchange,
            journal,
            new OrderRecovery(clock, journal, exchange, Duration.ZERO, Duration.ofSeconds(5)),
            fills,
            orders,
            ticks::add,
            SynchronizerOptions.forTape(),
            snapshots);
}

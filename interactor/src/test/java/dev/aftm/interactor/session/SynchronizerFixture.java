package dev.aftm.interactor.session;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.reconciliation.OrderRecovery;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A synchronizer that is not logged in yet, and the objects around it; the base of most use case tests. */
public final class SynchronizerFixture {

    public final FakeClock clock = new FakeClock();
    public final FakeExchange exchange = new FakeExchange();
    /** The stored journal; tests make it fail, or inspect it. */
    public final FakeOrderJournal disk = new FakeOrderJournal(clock);

    public final OrderTracker orders = new OrderTracker("feed", OrderUpdatePublisher.NOWHERE);
    public final OrderJournal journal = TestWiring.followed(disk, orders);
    public final TradeBook fills = new TradeBook();
    /** The trades of the market that were reported. */
    final List<Tick> ticks = new ArrayList<>();

    public final SnapshotHolder snapshots = new SnapshotHolder(GatewaySnapshot.beforeLogin(clock));
    public final ExchangeSynchronizer synchronizer = TestWiring.synchronizer(
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

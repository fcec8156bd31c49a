package dev.aftm.interactor.usecase;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.FakeClock;
import dev.aftm.interactor.port.FakeExchange;
import dev.aftm.interactor.port.FakeOrderJournal;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.OrderUpdates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An exchange that is not logged in to yet, and all that it takes to watch it: what most tests of the use cases stand on. */
final class WatchedExchange {

    final FakeClock clock = new FakeClock();
    final FakeExchange exchange = new FakeExchange();
    /** What is kept; tests make it fail, or look into it. */
    final FakeOrderJournal disk = new FakeOrderJournal(clock);

    final OrderBook orders = new OrderBook("feed", OrderUpdates.NOWHERE);
    final OrderJournal journal = new FollowedJournal(disk, orders);
    final FillBook fills = new FillBook();
    /** Trades of the market that were heard. */
    final List<Tick> ticks = new ArrayList<>();

    final SnapshotBoard board = new SnapshotBoard(GatewaySnapshot.beforeLogin(clock));
    final ExchangeWatch watch = new ExchangeWatch(
            clock,
            exchange,
            journal,
            new Recovery(clock, journal, exchange, Duration.ZERO, Duration.ofSeconds(5)),
            fills,
            orders,
            ticks::add,
            WatchOptions.forTape(),
            board);
}

package dev.aftm.infrastructure.zeromq;

import dev.aftm.domain.market.Tick;
import dev.aftm.infrastructure.journal.InMemoryOrderJournal;
import dev.aftm.infrastructure.runtime.OwnerThread;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.runtime.ThreadPause;
import dev.aftm.infrastructure.simulator.InstrumentTable;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.interactor.monitor.ReportBoard;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.FakeKillSwitchStore;
import dev.aftm.interactor.port.GatewayMetrics;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.OrderLookup;
import dev.aftm.interactor.port.OrderLookup.Findings;
import dev.aftm.interactor.usecase.ExchangeOwner;
import dev.aftm.interactor.usecase.ExchangeWatch;
import dev.aftm.interactor.usecase.FillBook;
import dev.aftm.interactor.usecase.FollowedJournal;
import dev.aftm.interactor.usecase.GatewayLimits;
import dev.aftm.interactor.usecase.GatewayService;
import dev.aftm.interactor.usecase.GatewaySnapshot;
import dev.aftm.interactor.usecase.KillSwitchControl;
import dev.aftm.interactor.usecase.OperationStatistics;
import dev.aftm.interactor.usecase.OrderBook;
import dev.aftm.interactor.usecase.OrderDesk;
import dev.aftm.interactor.usecase.OrderResolution;
import dev.aftm.interactor.usecase.Recovery;
import dev.aftm.interactor.usecase.SessionControl;
import dev.aftm.interactor.usecase.SnapshotBoard;
import dev.aftm.interactor.usecase.WatchOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A whole gateway on a free port: server, owner thread, paper exchange without a ledger, journal in memory. */
final class GatewayFixture implements AutoCloseable {

    static final String OPERATOR_TOKEN = "0123456789abcdef";

    final PaperExchange exchange;
    /** Confirmations that have arrived. */
    final Queue<String> confirmed = new ConcurrentLinkedQueue<>();

    private final OwnerThread ownerThread = new OwnerThread(Duration.ZERO);
    private final OrderPublisherSocket updates = new OrderPublisherSocket("tcp://127.0.0.1:*");
    private final GatewayService service;
    private final DllGatewayServer server;

    GatewayFixture() {
        this(
                new GatewayLimits(
                        Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ZERO, false, Duration.ofSeconds(5)),
                null);
    }

    /** @param orderEntry what orders go to instead of the paper exchange, which then cannot tell of them; or null */
    GatewayFixture(GatewayLimits limits, @Nullable SendingOnly orderEntry) {
        Clock clock = new SystemClock();
        exchange = new PaperExchange(
                new PaperExchange.Settings(null, Set.of(), Duration.ZERO),
                List.of(InstrumentTable.instrument("TXFH1")),
                clock,
                new ThreadPause());
        exchange.openAt(new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(17_300), 1));
        OrderBook orders = new OrderBook(UUID.randomUUID().toString(), updates);
        FillBook fills = new FillBook();
        OrderJournal journal = new FollowedJournal(new InMemoryOrderJournal(clock, "test"), orders);
        SnapshotBoard board = new SnapshotBoard(GatewaySnapshot.beforeLogin(clock));
        AtomicReference<ExchangeOwner> owned = new AtomicReference<>();
        KillSwitchControl killSwitch = new KillSwitchControl(
                clock,
                new FakeKillSwitchStore(),
                journal,
                ownerThread,
                Runnable::run,
                () -> Objects.requireNonNull(owned.get()).cancelAll(orders));
        OrderDesk desk = new OrderDesk(
                clock, journal, ownerThread, board, exchange.noteLimit(), limits, killSwitch, GatewayMetrics.NONE);
        OperationStatistics statistics = new OperationStatistics();
        OrderLookup lookup = orderEntry == null
                ? exchange
                : tags -> CompletableFuture.completedFuture(new Findings(List.of(), false, LocalDate.MIN));
        Recovery recovery = new Recovery(clock, journal, lookup, Duration.ZERO, Duration.ofSeconds(5));
        ExchangeWatch watch = new ExchangeWatch(
                clock, exchange, journal, recovery, fills, orders, tick -> {}, WatchOptions.forTape(), board);
        service = new GatewayService(
                clock, desk, ownerThread, journal, orders, fills, watch, board, limits, statistics, killSwitch, "test");
        ExchangeOwner owner = new ExchangeOwner(
                clock, exchange, orderEntry == null ? exchange : orderEntry, journal, watch, killSwitch);
        owned.set(owner);
        watch.login();
        server = new DllGatewayServer(
                "tcp://127.0.0.1:*",
                clock,
                service,
                desk,
                statistics,
                new OrderResolution(owner, ownerThread),
                new SessionControl(watch, ownerThread),
                killSwitch,
                OPERATOR_TOKEN,
                (feed, position, signals) -> confirmed.add(feed + " " + position + " " + signals),
                new ReportBoard(clock),
                GatewayMetrics.NONE);
        ownerThread.start(watch, owner, null, server::handBack, failure -> {});
        server.start();
    }

    GatewayService service() {
        return service;
    }

    /** Where changes of orders are published. */
    String eventAddress() {
        return updates.address();
    }

    String address() {
        return server.address();
    }

    int port() {
        return Integer.parseInt(address().substring(address().lastIndexOf(':') + 1));
    }

    DllGatewayClient client() {
        return new DllGatewayClient(new GatewayAddress(address(), Duration.ofSeconds(5), Duration.ofSeconds(5), 0));
    }

    @Override
    public void close() {
        server.close();
        ownerThread.close();
        exchange.close();
        updates.close();
    }
}

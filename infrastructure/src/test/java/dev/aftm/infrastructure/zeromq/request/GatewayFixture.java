package dev.aftm.infrastructure.zeromq.request;

import dev.aftm.domain.market.Tick;
import dev.aftm.infrastructure.journal.InMemoryEventLog;
import dev.aftm.infrastructure.monitor.ProcessReportRegistry;
import dev.aftm.infrastructure.runtime.ExecutionThread;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.infrastructure.simulator.TaifexContracts;
import dev.aftm.infrastructure.zeromq.publication.OrderPublisherSocket;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.execution.ManualOrderResolution;
import dev.aftm.interactor.intake.GatewayService;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.intake.OperationStatistics;
import dev.aftm.interactor.intake.OrderIntake;
import dev.aftm.interactor.intake.PendingReplies;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.OrderStatusQuery;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderMassStatus;
import dev.aftm.interactor.port.killswitch.FakeKillSwitchStore;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.reconciliation.OrderRecovery;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.session.SessionControl;
import dev.aftm.interactor.session.SynchronizerOptions;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
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

/** A complete gateway on a free port: server, execution thread, paper exchange without a ledger, in-memory journal. */
final class GatewayFixture implements AutoCloseable {

    static final String OPERATOR_TOKEN = "0123456789abcdef";

    final PaperExchange exchange;
    /** The tick acknowledgements that have arrived. */
    final Queue<String> confirmed = new ConcurrentLinkedQueue<>();

    private final ExecutionThread executionThread = new ExecutionThread(Duration.ZERO);
    private final OrderPublisherSocket updates = new OrderPublisherSocket("tcp://127.0.0.1:*");
    private final GatewayService service;
    private final DllGatewayServer server;

    GatewayFixture() {
        this(
                new IntakePolicy(
                        Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ZERO, false, Duration.ofSeconds(5)),
                null);
    }

    /** @param orderEntry receives orders instead of the paper exchange, which then does not know them; or null */
    GatewayFixture(IntakePolicy policy, @Nullable SendingOnly orderEntry) {
        Clock clock = new SystemClock();
        exchange = new PaperExchange(
                new PaperExchange.Settings(null, Set.of(), Duration.ZERO),
                List.of(TaifexContracts.instrument("TXFH1")),
                clock,
                new ThreadSleeper());
        exchange.openAt(new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(17_300), 1));
        OrderTracker orders = new OrderTracker(UUID.randomUUID().toString(), updates);
        TradeBook fills = new TradeBook();
        OrderJournal journal = TestWiring.followed(
                new OrderJournal(clock, new InMemoryEventLog(), () -> "test0", LogHeadStore.NONE, HistoryStore.NONE),
                orders);
        SnapshotHolder snapshots = new SnapshotHolder(GatewaySnapshot.beforeLogin(clock));
        AtomicReference<ExecutionEngine> owned = new AtomicReference<>();
        KillSwitchControl killSwitch = new KillSwitchControl(
                clock,
                new FakeKillSwitchStore(),
                journal,
                executionThread,
                Runnable::run,
                () -> Objects.requireNonNull(owned.get()).cancelAll(orders));
        OrderIntake intake = TestWiring.intake(
                clock,
                journal,
                executionThread,
                snapshots,
                exchange.noteLimit(),
                policy,
                killSwitch,
                GatewayMetrics.NONE);
        OperationStatistics statistics = new OperationStatistics();
        OrderStatusQuery query = orderEntry == null
                ? exchange
                : tags -> CompletableFuture.completedFuture(new OrderMassStatus(List.of(), false, LocalDate.MIN));
        OrderRecovery recovery = new OrderRecovery(clock, journal, query, Duration.ZERO, Duration.ofSeconds(5));
        ExchangeSynchronizer synchronizer = TestWiring.synchronizer(
                clock,
                exchange,
                journal,
                recovery,
                fills,
                orders,
                tick -> {},
                SynchronizerOptions.forTape(),
                snapshots);
        service = new GatewayService(
                clock,
                intake,
                executionThread,
                journal,
                orders,
                fills,
                synchronizer,
                snapshots,
                policy,
                statistics,
                new PendingReplies(),
                Runnable::run,
                killSwitch,
                "test");
        ExecutionEngine engine = TestWiring.engine(
                clock, exchange, orderEntry == null ? exchange : orderEntry, journal, synchronizer, killSwitch);
        owned.set(engine);
        synchronizer.login();
        server = new DllGatewayServer(
                "tcp://127.0.0.1:*",
                clock,
                service,
                intake,
                statistics,
                new ManualOrderResolution(engine, executionThread),
                new SessionControl(synchronizer, executionThread),
                killSwitch,
                OPERATOR_TOKEN,
                (feed, position, signals) -> confirmed.add(feed + " " + position + " " + signals),
                new ProcessReportRegistry(clock),
                GatewayMetrics.NONE);
        executionThread.start(synchronizer, engine, null, server::handBack, said -> {}, failure -> {});
        server.start();
    }

    GatewayService service() {
        return service;
    }

    /** Returns the address where order updates are published. */
    String eventAddress() {
        return updates.address();
    }

    String address() {
        return server.address();
    }

    /** Returns the operations that the server knows. */
    Set<String> operations() {
        return server.operations();
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
        executionThread.close();
        exchange.close();
        updates.close();
    }
}

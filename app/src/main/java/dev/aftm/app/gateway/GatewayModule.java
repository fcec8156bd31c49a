package dev.aftm.app.gateway;

import dagger.Module;
import dagger.Provides;
import dev.aftm.app.process.DefaultSelections;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.app.process.TapeSource;
import dev.aftm.app.terminal.Version;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.OperatorToken;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.runtime.ExecutionThread;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.infrastructure.zeromq.publication.OrderPublisherSocket;
import dev.aftm.infrastructure.zeromq.publication.TickPublisherSocket;
import dev.aftm.infrastructure.zeromq.request.DllGatewayServer;
import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.execution.KillSwitchTriggers;
import dev.aftm.interactor.execution.OrderResolution;
import dev.aftm.interactor.intake.GatewayService;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.intake.OperationStatistics;
import dev.aftm.interactor.intake.OrderIntake;
import dev.aftm.interactor.marketdata.LiveFeed;
import dev.aftm.interactor.marketdata.TapePlayer;
import dev.aftm.interactor.monitor.ProcessReportRegistry;
import dev.aftm.interactor.order.FollowedJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.publication.TickAck;
import dev.aftm.interactor.port.publication.TickPublisher;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.reconciliation.OrderRecovery;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.risk.PreTradeRiskCheck;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.session.SessionControl;
import dev.aftm.interactor.session.SynchronizerOptions;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.inject.Named;
import javax.inject.Provider;
import javax.inject.Singleton;

/** The gateway's objects: the exchange behind its ports, the service, the sockets. */
@Module(includes = {MarketDataModule.class, RiskModule.class, MonitoringModule.class})
final class GatewayModule {

    /** How long the exchange may take to look for orders that a dead process left open. */
    private static final Duration LOOKUP_PATIENCE = Duration.ofSeconds(3);

    private GatewayModule() {}

    @Provides
    static Sleeper sleeper() {
        return new ThreadSleeper();
    }

    @Provides
    @Singleton
    static Exchange exchange(
            ExchangeFactory factory,
            Settings settings,
            TapeSource source,
            TapeOptions tape,
            Clock clock,
            Sleeper sleeper) {
        Exchange exchange = factory.open(settings, source.instruments(), clock, sleeper);
        if (exchange.simulatedMarket().isEmpty() && tape.file() != null) {
            exchange.close();
            throw new ConfigurationException(
                    "A tape can be played into a simulated exchange only, and this library says that it is a real one.");
        }
        return exchange;
    }

    @Provides
    @Singleton
    static OrderTracker orders(OrderPublisherSocket updates) {
        return new OrderTracker(UUID.randomUUID().toString(), updates);
    }

    @Provides
    @Singleton
    static OrderJournal journal(Supplier<OrderJournal> factory, OrderTracker orders) {
        return new FollowedJournal(factory.get(), orders);
    }

    @Provides
    @Singleton
    static OrderRecovery recovery(Clock clock, OrderJournal journal, Exchange exchange, Settings settings) {
        boolean simulated = exchange.simulatedMarket().isPresent();
        return new OrderRecovery(clock, journal, exchange, settings.recoverySettle(simulated), LOOKUP_PATIENCE);
    }

    @Provides
    @Singleton
    static TradeBook fills() {
        return new TradeBook();
    }

    @Provides
    @Singleton
    static ExchangeSynchronizer synchronizer(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            OrderRecovery recovery,
            TradeBook fills,
            OrderTracker orders,
            TickPublisher publisher,
            Settings settings,
            TapeSource source,
            SnapshotHolder snapshots) {
        LiveFeed feed = new LiveFeed(UUID.randomUUID().toString(), publisher);
        boolean isSimulated = exchange.simulatedMarket().isPresent();
        SynchronizerOptions options = new SynchronizerOptions(
                DefaultSelections.account(settings, isSimulated),
                DefaultSelections.instrument(settings, isSimulated ? source : null),
                settings.positionsRefresh(),
                JournalReplayExecutor.executor(journal));
        return new ExchangeSynchronizer(
                clock, exchange, journal, recovery, fills, orders, feed::publish, options, snapshots);
    }

    @Provides
    @Singleton
    static OrderResolution resolution(ExecutionEngine engine, ExecutionThread queue) {
        return new OrderResolution(engine, queue);
    }

    @Provides
    @Singleton
    static SessionControl session(ExchangeSynchronizer synchronizer, ExecutionThread queue) {
        return new SessionControl(synchronizer, queue);
    }

    @Provides
    @Singleton
    static SnapshotHolder snapshots(Clock clock) {
        return new SnapshotHolder(GatewaySnapshot.beforeLogin(clock));
    }

    @Provides
    @Singleton
    static ExecutionEngine engine(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            ExchangeSynchronizer synchronizer,
            KillSwitchControl killSwitch,
            PreTradeRiskCheck risk,
            KillSwitchTriggers triggers,
            GatewayMetrics metrics) {
        return new ExecutionEngine(
                clock, exchange, exchange, journal, synchronizer, killSwitch, risk, triggers, metrics);
    }

    @Provides
    @Singleton
    static ExecutionThread executionThread(Settings settings) {
        return new ExecutionThread(settings.ownerSpin());
    }

    @Provides
    @Singleton
    static IntakePolicy limits(Settings settings) {
        return IntakePolicy.of(
                settings.requestTimeout(),
                settings.exchangeCallTimeout(),
                settings.legacyWindow(),
                settings.requireRequestId(),
                settings.positionsMaxAge());
    }

    @Provides
    @Singleton
    static OrderIntake intake(
            Clock clock,
            OrderJournal journal,
            ExecutionThread queue,
            SnapshotHolder snapshots,
            Exchange exchange,
            IntakePolicy limits,
            KillSwitchControl killSwitch,
            GatewayMetrics metrics) {
        return new OrderIntake(clock, journal, queue, snapshots, exchange.noteLimit(), limits, killSwitch, metrics);
    }

    @Provides
    @Singleton
    @Named("operatorToken")
    static String operatorToken(Settings settings) {
        return OperatorToken.readOrMake(settings.dataDirectory());
    }

    @Provides
    @Singleton
    static OperationStatistics statistics() {
        return new OperationStatistics();
    }

    @Provides
    @Singleton
    static GatewayService service(
            Clock clock,
            OrderIntake intake,
            ExecutionThread queue,
            OrderJournal journal,
            OrderTracker orders,
            TradeBook fills,
            ExchangeSynchronizer synchronizer,
            SnapshotHolder snapshots,
            IntakePolicy limits,
            OperationStatistics statistics,
            KillSwitchControl killSwitch) {
        return new GatewayService(
                clock,
                intake,
                queue,
                journal,
                orders,
                fills,
                synchronizer,
                snapshots,
                limits,
                statistics,
                killSwitch,
                Version.text());
    }

    @Provides
    @Singleton
    static OrderPublisherSocket orderPublisher(Settings settings) {
        return new OrderPublisherSocket(settings.eventAddress());
    }

    @Provides
    @Singleton
    static DllGatewayServer server(
            Settings settings,
            Clock clock,
            GatewayService service,
            OrderIntake intake,
            OperationStatistics statistics,
            OrderResolution resolution,
            SessionControl session,
            KillSwitchControl killSwitch,
            TickAck tickAck,
            @Named("operatorToken") String operatorToken,
            ProcessReportRegistry reports,
            GatewayMetrics metrics) {
        return new DllGatewayServer(
                settings.gatewayAddress(),
                clock,
                service,
                intake,
                statistics,
                resolution,
                session,
                killSwitch,
                operatorToken,
                tickAck,
                reports,
                metrics);
    }

    @Provides
    @Singleton
    static GatewayProcess gateway(
            Exchange exchange,
            ExchangeSynchronizer synchronizer,
            ExecutionEngine engine,
            ExecutionThread executionThread,
            Provider<Optional<TapePlayer>> player,
            TickPublisherSocket publisher,
            OrderPublisherSocket orderPublisher,
            Provider<DllGatewayServer> server,
            TapeSource source,
            OrderJournal journal,
            KillSwitchControl killSwitch,
            KillSwitchFilePoller filePoller,
            RiskLimitBook limits,
            Provider<MonitoringServices> monitoring,
            ProcessLifecycle lifecycle) {
        return new GatewayProcess(
                exchange,
                synchronizer,
                engine,
                executionThread,
                player,
                publisher,
                orderPublisher,
                server,
                source,
                journal,
                killSwitch,
                filePoller,
                RiskModule.describe(limits),
                monitoring,
                lifecycle);
    }
}

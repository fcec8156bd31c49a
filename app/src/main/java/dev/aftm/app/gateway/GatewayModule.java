package dev.aftm.app.gateway;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dev.aftm.app.process.DefaultSelections;
import dev.aftm.app.process.OrderPathModule;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.app.process.TapeSource;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.OperatorToken;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.monitor.ProcessReportRegistry;
import dev.aftm.infrastructure.runtime.ExecutionThread;
import dev.aftm.infrastructure.runtime.HistoryThreads;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.infrastructure.simulator.TapePlayer;
import dev.aftm.infrastructure.zeromq.publication.OrderPublisherSocket;
import dev.aftm.infrastructure.zeromq.publication.TickPublisherSocket;
import dev.aftm.infrastructure.zeromq.request.DllGatewayServer;
import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.execution.ManualOrderResolution;
import dev.aftm.interactor.intake.GatewayService;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.intake.OperationStatistics;
import dev.aftm.interactor.intake.OrderIntake;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.killswitch.KillSwitch;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.port.publication.TickAckReceiver;
import dev.aftm.interactor.port.publication.TickPublisher;
import dev.aftm.interactor.queue.ExecutionQueue;
import dev.aftm.interactor.reconciliation.OrderRecovery;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.session.LiveTickSequencer;
import dev.aftm.interactor.session.SessionControl;
import dev.aftm.interactor.session.SynchronizerOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.inject.Named;
import javax.inject.Provider;
import javax.inject.Singleton;

/** The gateway's objects: the exchange behind its ports, the services, and the sockets. */
@Module(
        includes = {
            OrderPathModule.class,
            GatewayModule.Edges.class,
            MarketDataModule.class,
            RiskModule.class,
            MonitoringModule.class
        })
final class GatewayModule {

    /** How long the exchange may take to answer a query about orders of an earlier process. */
    private static final Duration LOOKUP_PATIENCE = Duration.ofSeconds(3);

    private GatewayModule() {}

    /** What stands at the order path's edges. */
    @Module
    interface Edges {
        @Binds
        @Named("background")
        Executor background(HistoryThreads history);

        @Binds
        OrderUpdatePublisher orderUpdates(OrderPublisherSocket socket);

        @Binds
        ExecutionQueue queue(ExecutionThread thread);

        @Binds
        KillSwitch killSwitch(KillSwitchControl control);
    }

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
                    "Market data can be replayed only into a simulated exchange, and this library is a real one;"
                            + " start the gateway without a market data file.");
        }
        return exchange;
    }

    @Provides
    @Singleton
    @Named("stored")
    static OrderJournal storedJournal(Supplier<OrderJournal> opening) {
        return opening.get();
    }

    @Provides
    @Singleton
    static HistoryThreads history(OrderJournal journal) {
        return new HistoryThreads(journal);
    }

    @Provides
    @Singleton
    @Named("liveTicks")
    static Consumer<Tick> liveTicks(TickPublisher publisher) {
        return new LiveTickSequencer(UUID.randomUUID().toString(), publisher)::publish;
    }

    @Provides
    @Singleton
    static SynchronizerOptions synchronizerOptions(
            Exchange exchange, Settings settings, TapeSource source, OrderJournal journal) {
        boolean isSimulated = exchange.simulatedMarket().isPresent();
        return new SynchronizerOptions(
                DefaultSelections.account(settings, isSimulated),
                DefaultSelections.instrument(settings, isSimulated ? source : null),
                settings.positionsRefresh(),
                JournalReplayExecutor.executor(journal));
    }

    @Provides
    @Singleton
    static OrderRecovery recovery(Clock clock, OrderJournal journal, Exchange exchange, Settings settings) {
        boolean simulated = exchange.simulatedMarket().isPresent();
        return new OrderRecovery(clock, journal, exchange, settings.recoverySettle(simulated), LOOKUP_PATIENCE);
    }

    @Provides
    @Singleton
    static ManualOrderResolution resolution(ExecutionEngine engine, ExecutionThread queue) {
        return new ManualOrderResolution(engine, queue);
    }

    @Provides
    @Singleton
    static SessionControl session(ExchangeSynchronizer synchronizer, ExecutionThread queue) {
        return new SessionControl(synchronizer, queue);
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
    @Named("operatorToken")
    static String operatorToken(Settings settings) {
        return OperatorToken.readOrMake(settings.dataDirectory());
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
            ManualOrderResolution resolution,
            SessionControl session,
            KillSwitchControl killSwitch,
            TickAckReceiver tickAck,
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
            HistoryThreads history,
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
                history,
                killSwitch,
                filePoller,
                RiskModule.describe(limits),
                monitoring,
                lifecycle);
    }
}

package dev.aftm.app.process;

import dagger.Module;
import dagger.Provides;
import dev.aftm.app.terminal.Version;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.config.OperatorToken;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.runtime.OwnerThread;
import dev.aftm.infrastructure.runtime.ThreadPause;
import dev.aftm.infrastructure.zeromq.DllGatewayServer;
import dev.aftm.infrastructure.zeromq.OrderPublisherSocket;
import dev.aftm.infrastructure.zeromq.TickPublisherSocket;
import dev.aftm.interactor.feed.LiveFeed;
import dev.aftm.interactor.feed.TapePlayer;
import dev.aftm.interactor.monitor.ReportBoard;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Exchange;
import dev.aftm.interactor.port.GatewayMetrics;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.Pause;
import dev.aftm.interactor.port.TickConfirmation;
import dev.aftm.interactor.port.TickPublisher;
import dev.aftm.interactor.usecase.ExchangeOwner;
import dev.aftm.interactor.usecase.ExchangeWatch;
import dev.aftm.interactor.usecase.FillBook;
import dev.aftm.interactor.usecase.FollowedJournal;
import dev.aftm.interactor.usecase.GatewayLimits;
import dev.aftm.interactor.usecase.GatewayService;
import dev.aftm.interactor.usecase.GatewaySnapshot;
import dev.aftm.interactor.usecase.KillSwitchControl;
import dev.aftm.interactor.usecase.KillSwitchTriggers;
import dev.aftm.interactor.usecase.OperationStatistics;
import dev.aftm.interactor.usecase.OrderBook;
import dev.aftm.interactor.usecase.OrderDesk;
import dev.aftm.interactor.usecase.OrderResolution;
import dev.aftm.interactor.usecase.Recovery;
import dev.aftm.interactor.usecase.RiskGate;
import dev.aftm.interactor.usecase.SessionControl;
import dev.aftm.interactor.usecase.SnapshotBoard;
import dev.aftm.interactor.usecase.WatchOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.inject.Named;
import javax.inject.Provider;
import javax.inject.Singleton;

/** The gateway's objects: the exchange behind its ports, the service, the sockets. */
@Module(includes = {FeedModule.class, RiskModule.class, MonitoringModule.class})
final class GatewayModule {

    /** How long the exchange may take to look for orders that a dead process left open. */
    private static final Duration LOOKUP_PATIENCE = Duration.ofSeconds(3);

    private GatewayModule() {}

    @Provides
    static Pause pause() {
        return new ThreadPause();
    }

    @Provides
    @Singleton
    static Exchange exchange(
            ExchangeOpening opening, Settings settings, Market market, TapeOptions tape, Clock clock, Pause pause) {
        Exchange exchange = opening.open(settings, market.instruments(), clock, pause);
        if (exchange.simulatedMarket().isEmpty() && tape.file() != null) {
            exchange.close();
            throw new ConfigurationException(
                    "A tape can be played into a simulated exchange only, and this library says that it is a real one.");
        }
        return exchange;
    }

    @Provides
    @Singleton
    static OrderBook orders(OrderPublisherSocket updates) {
        return new OrderBook(UUID.randomUUID().toString(), updates);
    }

    @Provides
    @Singleton
    static OrderJournal journal(Supplier<OrderJournal> opening, OrderBook orders) {
        return new FollowedJournal(opening.get(), orders);
    }

    @Provides
    @Singleton
    static Recovery recovery(Clock clock, OrderJournal journal, Exchange exchange, Settings settings) {
        boolean simulated = exchange.simulatedMarket().isPresent();
        return new Recovery(clock, journal, exchange, settings.recoverySettle(simulated), LOOKUP_PATIENCE);
    }

    @Provides
    @Singleton
    static FillBook fills() {
        return new FillBook();
    }

    @Provides
    @Singleton
    static ExchangeWatch watch(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            Recovery recovery,
            FillBook fills,
            OrderBook orders,
            TickPublisher publisher,
            Settings settings,
            Market market,
            SnapshotBoard board) {
        LiveFeed feed = new LiveFeed(UUID.randomUUID().toString(), publisher);
        boolean isSimulated = exchange.simulatedMarket().isPresent();
        WatchOptions options = new WatchOptions(
                TradingChoices.account(settings, isSimulated),
                TradingChoices.instrument(settings, isSimulated ? market : null),
                settings.positionsRefresh(),
                JournalReading.executor(journal));
        return new ExchangeWatch(clock, exchange, journal, recovery, fills, orders, feed::publish, options, board);
    }

    @Provides
    @Singleton
    static OrderResolution resolution(ExchangeOwner owner, OwnerThread queue) {
        return new OrderResolution(owner, queue);
    }

    @Provides
    @Singleton
    static SessionControl session(ExchangeWatch watch, OwnerThread queue) {
        return new SessionControl(watch, queue);
    }

    @Provides
    @Singleton
    static SnapshotBoard board(Clock clock) {
        return new SnapshotBoard(GatewaySnapshot.beforeLogin(clock));
    }

    @Provides
    @Singleton
    static ExchangeOwner owner(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            ExchangeWatch watch,
            KillSwitchControl killSwitch,
            RiskGate risk,
            KillSwitchTriggers triggers,
            GatewayMetrics metrics) {
        return new ExchangeOwner(clock, exchange, exchange, journal, watch, killSwitch, risk, triggers, metrics);
    }

    @Provides
    @Singleton
    static OwnerThread ownerThread(Settings settings) {
        return new OwnerThread(settings.ownerSpin());
    }

    @Provides
    @Singleton
    static GatewayLimits limits(Settings settings) {
        return GatewayLimits.of(
                settings.requestTimeout(),
                settings.exchangeCallTimeout(),
                settings.legacyWindow(),
                settings.requireRequestId(),
                settings.positionsMaxAge());
    }

    @Provides
    @Singleton
    static OrderDesk desk(
            Clock clock,
            OrderJournal journal,
            OwnerThread queue,
            SnapshotBoard board,
            Exchange exchange,
            GatewayLimits limits,
            KillSwitchControl killSwitch,
            GatewayMetrics metrics) {
        return new OrderDesk(clock, journal, queue, board, exchange.noteLimit(), limits, killSwitch, metrics);
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
            OrderDesk desk,
            OwnerThread queue,
            OrderJournal journal,
            OrderBook orders,
            FillBook fills,
            ExchangeWatch watch,
            SnapshotBoard board,
            GatewayLimits limits,
            OperationStatistics statistics,
            KillSwitchControl killSwitch) {
        return new GatewayService(
                clock,
                desk,
                queue,
                journal,
                orders,
                fills,
                watch,
                board,
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
            OrderDesk desk,
            OperationStatistics statistics,
            OrderResolution resolution,
            SessionControl session,
            KillSwitchControl killSwitch,
            TickConfirmation confirmation,
            @Named("operatorToken") String operatorToken,
            ReportBoard reports,
            GatewayMetrics metrics) {
        return new DllGatewayServer(
                settings.gatewayAddress(),
                clock,
                service,
                desk,
                statistics,
                resolution,
                session,
                killSwitch,
                operatorToken,
                confirmation,
                reports,
                metrics);
    }

    @Provides
    @Singleton
    static GatewayProcess gateway(
            Exchange exchange,
            ExchangeWatch watch,
            ExchangeOwner owner,
            OwnerThread ownerThread,
            Provider<Optional<TapePlayer>> player,
            TickPublisherSocket publisher,
            OrderPublisherSocket orderPublisher,
            Provider<DllGatewayServer> server,
            Market market,
            OrderJournal journal,
            KillSwitchControl killSwitch,
            KillSwitchWatch killSwitchWatch,
            RiskLimitBook limits,
            Provider<Monitoring> monitoring,
            ProcessLife life) {
        return new GatewayProcess(
                exchange,
                watch,
                owner,
                ownerThread,
                player,
                publisher,
                orderPublisher,
                server,
                market,
                journal,
                killSwitch,
                killSwitchWatch,
                RiskModule.describe(limits),
                monitoring,
                life);
    }
}

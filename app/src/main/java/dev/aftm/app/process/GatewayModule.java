package dev.aftm.app.process;

import dagger.Module;
import dagger.Provides;
import dev.aftm.app.terminal.Documents;
import dev.aftm.app.terminal.Version;
import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.OperatorToken;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.runtime.OwnerThread;
import dev.aftm.infrastructure.runtime.ThreadPause;
import dev.aftm.infrastructure.simulator.FileTapeBookmark;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.infrastructure.zeromq.DllGatewayServer;
import dev.aftm.infrastructure.zeromq.TickPublisherSocket;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.KillSwitch;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.Pause;
import dev.aftm.interactor.port.TickConfirmation;
import dev.aftm.interactor.usecase.ExchangeOwner;
import dev.aftm.interactor.usecase.GatewayLimits;
import dev.aftm.interactor.usecase.GatewayService;
import dev.aftm.interactor.usecase.GatewaySnapshot;
import dev.aftm.interactor.usecase.OperationStatistics;
import dev.aftm.interactor.usecase.OrderDesk;
import dev.aftm.interactor.usecase.OrderResolution;
import dev.aftm.interactor.usecase.Recovery;
import dev.aftm.interactor.usecase.SnapshotBoard;
import dev.aftm.interactor.usecase.TapePlayer;
import java.util.UUID;
import javax.inject.Provider;
import javax.inject.Singleton;

/** The gateway's objects: the paper exchange behind the exchange ports, the service, the sockets. */
@Module
final class GatewayModule {

    private GatewayModule() {}

    @Provides
    static Pause pause() {
        return new ThreadPause();
    }

    @Provides
    @Singleton
    static Market market(TapeOptions tape, Settings settings) {
        return Market.open(tape, settings);
    }

    @Provides
    @Singleton
    static PaperExchange exchange(Settings settings, Market market, Clock clock, Pause pause) {
        Folders.prepare(settings.dataDirectory(), Setting.DATA_DIR);
        PaperExchange.Settings exchange = new PaperExchange.Settings(
                settings.ledger(), settings.simulatorAccounts(), settings.simulatorLatency());
        return new PaperExchange(exchange, market.instruments(), clock, pause);
    }

    @Provides
    @Singleton
    static OrderJournal journal(JournalOpening opening) {
        return opening.journal();
    }

    @Provides
    static KillSwitch killSwitch() {
        // There is none yet that could be engaged; its place is here.
        return () -> false;
    }

    @Provides
    @Singleton
    static Recovery recovery(OrderJournal journal, PaperExchange exchange, Pause pause, Settings settings) {
        return new Recovery(journal, exchange, exchange, pause, settings.recoverySettle());
    }

    @Provides
    @Singleton
    static OrderResolution resolution(ExchangeOwner owner, OwnerThread queue) {
        return new OrderResolution(owner, queue);
    }

    @Provides
    @Singleton
    static SnapshotBoard board(Clock clock) {
        return new SnapshotBoard(GatewaySnapshot.beforeLogin(clock.now()));
    }

    @Provides
    @Singleton
    static ExchangeOwner owner(
            Clock clock,
            PaperExchange exchange,
            OrderJournal journal,
            Recovery recovery,
            KillSwitch killSwitch,
            SnapshotBoard board) {
        return new ExchangeOwner(clock, exchange, exchange, exchange, journal, recovery, killSwitch, board);
    }

    @Provides
    @Singleton
    static OwnerThread ownerThread() {
        return new OwnerThread();
    }

    @Provides
    @Singleton
    static OrderDesk desk(
            Clock clock,
            OrderJournal journal,
            OwnerThread queue,
            SnapshotBoard board,
            PaperExchange exchange,
            Settings settings) {
        GatewayLimits limits = GatewayLimits.of(
                settings.requestTimeout(),
                settings.exchangeCallTimeout(),
                settings.legacyWindow(),
                settings.requireRequestId());
        return new OrderDesk(clock, journal, queue, board, exchange.noteLimit(), limits);
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
            SnapshotBoard board,
            OperationStatistics statistics) {
        return new GatewayService(clock, desk, queue, journal, board, statistics, Version.text());
    }

    @Provides
    @Singleton
    static TickPublisherSocket publisher(Settings settings) {
        return new TickPublisherSocket(settings.tickAddress());
    }

    @Provides
    @Singleton
    static TapePlayer player(
            Clock clock,
            Market market,
            TapeOptions tape,
            PaperExchange exchange,
            TickPublisherSocket publisher,
            Settings settings,
            ProcessLife life) {
        return new TapePlayer(
                clock,
                market.tape(),
                market.tapeId(),
                tape.runId(),
                UUID.randomUUID().toString(),
                tape.pace(),
                exchange,
                publisher,
                new FileTapeBookmark(settings.ledger()),
                summary -> tapeEnded(summary, exchange, tape, life));
    }

    private static void tapeEnded(
            TapePlayer.Summary summary, PaperExchange exchange, TapeOptions tape, ProcessLife life) {
        Documents.Summary document = Documents.Summary.of(summary, exchange.openPositions());
        life.tapeEnded(document);
        if (tape.exitAtEnd()) {
            life.end(0);
        }
    }

    @Provides
    @Singleton
    static TickConfirmation confirmation(TapePlayer player, OwnerThread ownerThread) {
        return (feedId, sequence, signalsSoFar) -> {
            player.confirmed(feedId, sequence, signalsSoFar);
            ownerThread.wake();
        };
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
            TickConfirmation confirmation) {
        String operatorToken = OperatorToken.readOrMake(settings.dataDirectory());
        return new DllGatewayServer(
                settings.gatewayAddress(), clock, service, desk, statistics, resolution, operatorToken, confirmation);
    }

    @Provides
    @Singleton
    static GatewayProcess gateway(
            PaperExchange exchange,
            ExchangeOwner owner,
            OwnerThread ownerThread,
            TapePlayer player,
            TickPublisherSocket publisher,
            Provider<DllGatewayServer> server,
            Market market,
            OrderJournal journal,
            ProcessLife life) {
        return new GatewayProcess(exchange, owner, ownerThread, player, publisher, server, market, journal, life);
    }
}

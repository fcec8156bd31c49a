package dev.aftm.app.gateway;

import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeSource;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.infrastructure.runtime.ExecutionThread;
import dev.aftm.infrastructure.zeromq.publication.OrderPublisherSocket;
import dev.aftm.infrastructure.zeromq.publication.TickPublisherSocket;
import dev.aftm.infrastructure.zeromq.request.DllGatewayServer;
import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.marketdata.TapePlayer;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.inject.Provider;

/** The gateway: logs in, binds its sockets, serves until its end. */
public final class GatewayProcess {

    /** How long the exchange may take to let us in; after that the gateway serves, and says that it is not logged in. */
    private static final long LOGIN_NANOS = Duration.ofSeconds(30).toNanos();

    private static final long LOOK_NANOS = Duration.ofMillis(1).toNanos();

    private final Exchange exchange;
    private final ExchangeSynchronizer synchronizer;
    private final ExecutionEngine engine;
    private final ExecutionThread executionThread;
    private final Supplier<Optional<TapePlayer>> player;
    private final TickPublisherSocket publisher;
    private final OrderPublisherSocket orderPublisher;
    private final Supplier<DllGatewayServer> server;
    private final TapeSource source;
    private final OrderJournal journal;
    private final KillSwitchControl killSwitch;
    private final KillSwitchFilePoller filePoller;
    private final String limits;
    private final Supplier<MonitoringServices> monitoring;
    private final ProcessLifecycle lifecycle;

    GatewayProcess(
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
            String limits,
            Provider<MonitoringServices> monitoring,
            ProcessLifecycle lifecycle) {
        this.exchange = exchange;
        this.synchronizer = synchronizer;
        this.engine = engine;
        this.executionThread = executionThread;
        this.player = player::get;
        this.publisher = publisher;
        this.orderPublisher = orderPublisher;
        this.server = server::get;
        this.source = source;
        this.journal = journal;
        this.killSwitch = killSwitch;
        this.filePoller = filePoller;
        this.limits = limits;
        this.monitoring = monitoring::get;
        this.lifecycle = lifecycle;
    }

    /** Runs the gateway until its end. */
    public int run() {
        // Logged in before the port is bound: who can connect finds a session, or the reason why there is none.
        exchange.onArrival(executionThread::wake);
        synchronizer.login();
        long began = System.nanoTime();
        while (!synchronizer.isSettled() && System.nanoTime() - began < LOGIN_NANOS) {
            LockSupport.parkNanos(LOOK_NANOS);
            synchronizer.step();
        }
        synchronizer.publishSnapshot();
        exchange.loginRefusal().ifPresent(why -> lifecycle.say("The gateway is not logged in: " + why));
        Optional<TapePlayer> tape = player.get();
        source.warnings().forEach(lifecycle::say);
        tape.ifPresent(this::sayWhereItGoesOn);
        DllGatewayServer serving = server.get();
        executionThread.start(synchronizer, engine, tape.orElse(null), serving::handBack, failure -> {
            lifecycle.say(ExitCodes.sentence(failure));
            lifecycle.end(ExitCodes.exitCode(failure));
        });
        serving.start();
        filePoller.start(killSwitch);
        lifecycle.say(limits);
        MonitoringServices services = monitoring.get();
        services.start(serving.operations()).forEach(lifecycle::say);
        lifecycle.beat(serving::ping);
        lifecycle.ready("The gateway serves requests on " + serving.address() + ", ticks on " + publisher.address()
                + " and changes of orders on " + orderPublisher.address() + ".");
        List<AutoCloseable> parts = new ArrayList<>(List.of(journal, exchange, publisher, orderPublisher, filePoller));
        tape.ifPresent(parts::add);
        parts.addAll(List.of(executionThread, serving, services));
        return lifecycle.awaitEnd(parts.toArray(AutoCloseable[]::new));
    }

    private void sayWhereItGoesOn(TapePlayer tape) {
        if (tape.isContinued()) {
            lifecycle.say("The tape goes on after tick " + tape.position() + ", where it was left.");
        }
    }
}

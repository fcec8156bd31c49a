package dev.aftm.app.gateway;

import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeSource;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.infrastructure.runtime.ExecutionThread;
import dev.aftm.infrastructure.runtime.HistoryThreads;
import dev.aftm.infrastructure.simulator.TapePlayer;
import dev.aftm.infrastructure.zeromq.publication.OrderPublisherSocket;
import dev.aftm.infrastructure.zeromq.publication.TickPublisherSocket;
import dev.aftm.infrastructure.zeromq.request.DllGatewayServer;
import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.inject.Provider;

/** The gateway process: {@link #run} lists its whole lifecycle. */
public final class GatewayProcess {

    /** After this time the gateway serves without a session, and reports that it is not logged in. */
    private static final long LOGIN_NANOS = Duration.ofSeconds(30).toNanos();

    private static final long STEP_NANOS = Duration.ofMillis(1).toNanos();

    private final Exchange exchange;
    private final ExchangeSynchronizer synchronizer;
    private final ExecutionEngine engine;
    private final ExecutionThread executionThread;
    private final Supplier<Optional<TapePlayer>> player;
    private final TickPublisherSocket ticks;
    private final OrderPublisherSocket orderUpdates;
    private final Supplier<DllGatewayServer> server;
    private final TapeSource source;
    private final OrderJournal journal;
    private final HistoryThreads history;
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
            TickPublisherSocket ticks,
            OrderPublisherSocket orderUpdates,
            Provider<DllGatewayServer> server,
            TapeSource source,
            OrderJournal journal,
            HistoryThreads history,
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
        this.ticks = ticks;
        this.orderUpdates = orderUpdates;
        this.server = server::get;
        this.source = source;
        this.journal = journal;
        this.history = history;
        this.killSwitch = killSwitch;
        this.filePoller = filePoller;
        this.limits = limits;
        this.monitoring = monitoring::get;
        this.lifecycle = lifecycle;
    }

    /**
     * Runs the gateway until it ends. The lines start its parts in order, and the comments name their threads; everything is
     * closed in reverse order.
     *
     * @return the process's exit code
     */
    public int run() {
        login(); //                                       main, before any thread may touch the exchange
        Optional<TapePlayer> tape = openTape(); //        main
        DllGatewayServer requests = bind(); //            main: a port in use ends the start here
        startExecution(tape, requests); //                execution: exchange, orders, tape
        requests.start(); //                              gateway-loop: requests in, replies out
        history.start(); //                               history, history-reader: orders of former days
        filePoller.start(killSwitch); //                  kill-switch-file: the file "kill-switch"
        lifecycle.say(limits);
        MonitoringServices watchers = monitoring.get(); // status-poller, alert-evaluator, status-page, sse-clients
        watchers.start(requests.operations()).forEach(lifecycle::say);
        lifecycle.beat(requests::ping); //                heartbeat, through the gateway loop
        sayReady(requests);
        List<AutoCloseable> parts =
                new ArrayList<>(List.of(journal, history, exchange, ticks, orderUpdates, filePoller));
        tape.ifPresent(parts::add);
        parts.addAll(List.of(executionThread, requests, watchers));
        return lifecycle.awaitEnd(parts.toArray(AutoCloseable[]::new));
    }

    /** Logs in before the port is bound, so that a client that connects finds a session, or the reason why there is none. */
    private void login() {
        exchange.onArrival(executionThread::wake);
        synchronizer.login();
        long began = System.nanoTime();
        while (!synchronizer.isSettled() && System.nanoTime() - began < LOGIN_NANOS) {
            LockSupport.parkNanos(STEP_NANOS);
            synchronizer.step();
        }
        synchronizer.publishSnapshot();
        exchange.loginRefusal().ifPresent(why -> lifecycle.say("The gateway is not logged in: " + why));
    }

    private Optional<TapePlayer> openTape() {
        Optional<TapePlayer> tape = player.get();
        source.warnings().forEach(lifecycle::say);
        tape.filter(TapePlayer::isContinued)
                .ifPresent(continued -> lifecycle.say(
                        "The replay continues after tick " + continued.position() + ", where it stopped."));
        return tape;
    }

    private DllGatewayServer bind() {
        return server.get();
    }

    private void startExecution(Optional<TapePlayer> tape, DllGatewayServer requests) {
        executionThread.start(
                synchronizer,
                engine,
                tape.<LongSupplier>map(replay -> replay::play).orElse(null),
                requests::handBack,
                lifecycle::say,
                failure -> {
                    lifecycle.say(ExitCodes.sentence(failure));
                    lifecycle.end(ExitCodes.exitCode(failure));
                });
    }

    private void sayReady(DllGatewayServer requests) {
        lifecycle.ready("The gateway serves requests on " + requests.address() + ", ticks on " + ticks.address()
                + " and order updates on " + orderUpdates.address() + ".");
    }
}

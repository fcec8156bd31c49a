package dev.aftm.app.process;

import dev.aftm.app.terminal.Failures;
import dev.aftm.infrastructure.runtime.OwnerThread;
import dev.aftm.infrastructure.zeromq.DllGatewayServer;
import dev.aftm.infrastructure.zeromq.OrderPublisherSocket;
import dev.aftm.infrastructure.zeromq.TickPublisherSocket;
import dev.aftm.interactor.feed.TapePlayer;
import dev.aftm.interactor.port.Exchange;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.usecase.ExchangeOwner;
import dev.aftm.interactor.usecase.ExchangeWatch;
import dev.aftm.interactor.usecase.KillSwitchControl;
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
    private final ExchangeWatch watch;
    private final ExchangeOwner owner;
    private final OwnerThread ownerThread;
    private final Supplier<Optional<TapePlayer>> player;
    private final TickPublisherSocket publisher;
    private final OrderPublisherSocket orderPublisher;
    private final Supplier<DllGatewayServer> server;
    private final Market market;
    private final OrderJournal journal;
    private final KillSwitchControl killSwitch;
    private final KillSwitchWatch killSwitchWatch;
    private final String limits;
    private final Supplier<Monitoring> monitoring;
    private final ProcessLife life;

    GatewayProcess(
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
            String limits,
            Provider<Monitoring> monitoring,
            ProcessLife life) {
        this.exchange = exchange;
        this.watch = watch;
        this.owner = owner;
        this.ownerThread = ownerThread;
        this.player = player::get;
        this.publisher = publisher;
        this.orderPublisher = orderPublisher;
        this.server = server::get;
        this.market = market;
        this.journal = journal;
        this.killSwitch = killSwitch;
        this.killSwitchWatch = killSwitchWatch;
        this.limits = limits;
        this.monitoring = monitoring::get;
        this.life = life;
    }

    /** Runs the gateway until its end. */
    public int run() {
        // Logged in before the port is bound: who can connect finds a session, or the reason why there is none.
        exchange.onArrival(ownerThread::wake);
        watch.login();
        long began = System.nanoTime();
        while (!watch.isSettled() && System.nanoTime() - began < LOGIN_NANOS) {
            LockSupport.parkNanos(LOOK_NANOS);
            watch.step();
        }
        watch.publishSnapshot();
        exchange.loginRefusal().ifPresent(why -> life.say("The gateway is not logged in: " + why));
        Optional<TapePlayer> tape = player.get();
        market.warnings().forEach(life::say);
        tape.ifPresent(this::sayWhereItGoesOn);
        DllGatewayServer serving = server.get();
        ownerThread.start(watch, owner, tape.orElse(null), serving::handBack, failure -> {
            life.say(Failures.sentence(failure));
            life.end(Failures.exitCode(failure));
        });
        serving.start();
        killSwitchWatch.start(killSwitch);
        life.say(limits);
        Monitoring watching = monitoring.get();
        watching.start(serving.operations()).forEach(life::say);
        life.beat(serving::ping);
        life.ready("The gateway serves requests on " + serving.address() + ", ticks on " + publisher.address()
                + " and changes of orders on " + orderPublisher.address() + ".");
        List<AutoCloseable> parts =
                new ArrayList<>(List.of(journal, exchange, publisher, orderPublisher, killSwitchWatch));
        tape.ifPresent(parts::add);
        parts.addAll(List.of(ownerThread, serving, watching));
        return life.awaitEnd(parts.toArray(AutoCloseable[]::new));
    }

    private void sayWhereItGoesOn(TapePlayer tape) {
        if (tape.isContinued()) {
            life.say("The tape goes on after tick " + tape.position() + ", where it was left.");
        }
    }
}

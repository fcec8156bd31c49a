package dev.aftm.app.process;

import dev.aftm.app.terminal.Failures;
import dev.aftm.infrastructure.runtime.OwnerThread;
import dev.aftm.infrastructure.simulator.PaperExchange;
import dev.aftm.infrastructure.zeromq.DllGatewayServer;
import dev.aftm.infrastructure.zeromq.TickPublisherSocket;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.usecase.ExchangeOwner;
import dev.aftm.interactor.usecase.TapePlayer;
import java.util.function.Supplier;
import javax.inject.Provider;

/** The gateway: logs in, binds its sockets, serves until its end. */
public final class GatewayProcess {

    private final PaperExchange exchange;
    private final ExchangeOwner owner;
    private final OwnerThread ownerThread;
    private final TapePlayer player;
    private final TickPublisherSocket publisher;
    private final Supplier<DllGatewayServer> server;
    private final Market market;
    private final OrderJournal journal;
    private final ProcessLife life;

    GatewayProcess(
            PaperExchange exchange,
            ExchangeOwner owner,
            OwnerThread ownerThread,
            TapePlayer player,
            TickPublisherSocket publisher,
            Provider<DllGatewayServer> server,
            Market market,
            OrderJournal journal,
            ProcessLife life) {
        this.exchange = exchange;
        this.owner = owner;
        this.ownerThread = ownerThread;
        this.player = player;
        this.publisher = publisher;
        this.server = server::get;
        this.market = market;
        this.journal = journal;
        this.life = life;
    }

    /** Runs the gateway until its end. */
    public int run() {
        // Logged in before the port is bound: who can connect finds a session, or the reason why there is none.
        owner.login();
        DllGatewayServer serving = server.get();
        market.warnings().forEach(life::say);
        if (player.isContinued()) {
            life.say("The tape goes on after tick " + player.position() + ", where it was left.");
        }
        ownerThread.start(owner, player, serving::handBack, failure -> {
            life.say(Failures.sentence(failure));
            life.end(Failures.exitCode(failure));
        });
        serving.start();
        life.ready(
                "The gateway serves requests on " + serving.address() + " and ticks on " + publisher.address() + ".");
        return life.awaitEnd(journal, exchange, publisher, player, ownerThread, serving);
    }
}

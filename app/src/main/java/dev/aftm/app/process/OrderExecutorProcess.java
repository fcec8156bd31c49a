package dev.aftm.app.process;

import dev.aftm.app.terminal.Documents;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.zeromq.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.SignalServer;
import dev.aftm.interactor.port.SignalAnswer;
import java.util.Locale;

/** The order executor: takes signals and turns them into orders at the gateway until its end. */
public final class OrderExecutorProcess {

    private final Settings settings;
    private final ProcessLife life;

    public OrderExecutorProcess(Settings settings, ProcessLife life) {
        this.settings = settings;
        this.life = life;
    }

    /** Runs the executor until its end. */
    public int run() {
        DllGatewayClient gateway = new DllGatewayClient(Gateways.patient(settings));
        OrderExecutorProcessComponent component =
                DaggerOrderExecutorProcessComponent.factory().create(settings, gateway, this::tell);
        SignalServer server = new SignalServer(settings.signalAddress(), component.signalExecutor());
        server.start();
        life.ready("The order executor takes signals on " + server.address() + " for account " + settings.orderAccount()
                + ".");
        return life.awaitEnd(gateway, server);
    }

    private void tell(TradingSignal signal, SignalAnswer answer) {
        life.say(Documents.time(signal.time()) + "  condition " + signal.conditionId() + "  "
                + signal.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": "
                + signal.side().name().toLowerCase(Locale.ROOT) + " " + signal.quantity() + " " + signal.itemCode()
                + " at " + Terminal.number(signal.price()) + ": "
                + answer.result().name().toLowerCase(Locale.ROOT));
    }
}

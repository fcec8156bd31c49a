package dev.aftm.app.process;

import dev.aftm.app.terminal.Documents;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.runtime.ThreadPause;
import dev.aftm.infrastructure.store.TradedAccount;
import dev.aftm.infrastructure.zeromq.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.SignalServer;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.SessionInfo.Choice;
import dev.aftm.interactor.port.ProcessReport;
import dev.aftm.interactor.port.ProcessReport.Figure;
import dev.aftm.interactor.port.SignalAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The order executor: takes signals and turns them into orders at the gateway until its end. */
public final class OrderExecutorProcess {

    private final Settings settings;
    private final ProcessLife life;
    private final AtomicLong signals = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    public OrderExecutorProcess(Settings settings, ProcessLife life) {
        this.settings = settings;
        this.life = life;
    }

    /** Runs the executor until its end. */
    public int run() {
        DllGatewayClient gateway = new DllGatewayClient(Gateways.patient(settings));
        Optional<Choice> account = account(gateway);
        if (account.isEmpty()) {
            return life.awaitEnd(gateway);
        }
        AtomicReference<Instant> tradedSince = new AtomicReference<>(Instant.MAX);
        OrderExecutorProcessComponent component = DaggerOrderExecutorProcessComponent.factory()
                .create(
                        settings,
                        gateway,
                        account.get().code(),
                        () -> Objects.requireNonNull(tradedSince.get()),
                        this::tell);
        SignalServer server = new SignalServer(settings.signalAddress(), component.signalExecutor());
        // Now that the port is ours, no executor before us can be at work any more.
        tradedSince.set(TradedAccount.since(
                Folders.prepare(settings.dataDirectory(), Setting.DATA_DIR),
                account.get().code(),
                account.get().since(),
                new SystemClock()));
        server.start();
        life.beat(server::ping);
        Reporting reporting = new Reporting(ProcessReport.Name.ORDER_EXECUTOR, gateway);
        reporting.start(report ->
                report.tell(Map.of(Figure.SIGNALS, signals.get(), Figure.SIGNALS_FAILED, failed.get()), List.of()));
        life.ready("The order executor takes signals on " + server.address() + " for account "
                + account.get().code() + ".");
        return life.awaitEnd(gateway, server, reporting);
    }

    /** The account that this process trades for as long as it lives; empty where it is to end before there is one. */
    private Optional<Choice> account(DllGatewayClient gateway) {
        return settings.orderAccount()
                .map(fixed -> new Choice(fixed, Instant.EPOCH))
                .or(() -> new SessionWait(gateway, new ThreadPause(), life)
                        .until(Prerequisites::account)
                        .map(SessionInfo::account));
    }

    private void tell(TradingSignal signal, SignalAnswer answer) {
        signals.incrementAndGet();
        if (answer.result() != SignalAnswer.Result.ACCEPTED) {
            failed.incrementAndGet();
        }
        life.say(Documents.time(signal.time()) + "  condition " + signal.conditionId() + "  "
                + signal.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": "
                + signal.side().name().toLowerCase(Locale.ROOT) + " " + signal.quantity() + " " + signal.itemCode()
                + " at " + Terminal.number(signal.price()) + ": "
                + answer.result().name().toLowerCase(Locale.ROOT));
    }
}

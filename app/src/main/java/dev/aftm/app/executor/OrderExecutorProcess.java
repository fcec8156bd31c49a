package dev.aftm.app.executor;

import dev.aftm.app.process.GatewayClients;
import dev.aftm.app.process.Prerequisites;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.ProcessReporter;
import dev.aftm.app.process.SessionAwaiter;
import dev.aftm.app.process.StoreAwaiter;
import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.monitor.ProcessReport;
import dev.aftm.infrastructure.monitor.ProcessReport.Figure;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.infrastructure.store.AccountChangeLog;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.signal.SignalServer;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.SessionInfo.Choice;
import dev.aftm.interactor.port.signal.SignalAck;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The order executor process: receives signals and sends their orders to the gateway until it ends. */
public final class OrderExecutorProcess {

    private final Settings settings;
    private final ProcessLifecycle lifecycle;
    private final AtomicLong signals = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    public OrderExecutorProcess(Settings settings, ProcessLifecycle lifecycle) {
        this.settings = settings;
        this.lifecycle = lifecycle;
    }

    /** Runs the executor until the process ends, and returns the exit code. */
    public int run() {
        DllGatewayClient gateway = new DllGatewayClient(GatewayClients.patient(settings));
        Optional<Choice> account = account(gateway);
        if (account.isEmpty()) {
            return lifecycle.awaitEnd(gateway);
        }
        AtomicReference<Instant> tradedSince = new AtomicReference<>(Instant.MAX);
        OrderExecutorProcessComponent component = DaggerOrderExecutorProcessComponent.factory()
                .create(
                        settings,
                        gateway,
                        account.get().code(),
                        () -> Objects.requireNonNull(tradedSince.get()),
                        this::report);
        SignalServer server = new SignalServer(settings.signalAddress(), component.signalExecutor());
        // This process now holds the port, so no previous executor is still running.
        Path folder = Folders.prepare(settings.dataDirectory(), Setting.DATA_DIR);
        Optional<Instant> since = new StoreAwaiter(new ThreadSleeper(), lifecycle)
                .until(() -> AccountChangeLog.since(
                        folder, account.get().code(), account.get().since(), new SystemClock()));
        if (since.isEmpty()) {
            return lifecycle.awaitEnd(gateway, server);
        }
        tradedSince.set(since.get());
        server.start();
        lifecycle.beat(server::ping);
        ProcessReporter reporter = new ProcessReporter(ProcessReport.Name.ORDER_EXECUTOR, gateway);
        reporter.start(report ->
                report.report(Map.of(Figure.SIGNALS, signals.get(), Figure.SIGNALS_FAILED, failed.get()), List.of()));
        lifecycle.ready("The order executor receives signals on " + server.address() + " for account "
                + account.get().code() + ".");
        return lifecycle.awaitEnd(gateway, server, reporter);
    }

    /** Returns the account that this process uses until it ends; empty if it must end before one is selected. */
    private Optional<Choice> account(DllGatewayClient gateway) {
        return settings.orderAccount()
                .map(fixed -> new Choice(fixed, Instant.EPOCH))
                .or(() -> new SessionAwaiter(gateway, new ThreadSleeper(), lifecycle)
                        .until(Prerequisites::account)
                        .map(SessionInfo::account));
    }

    private void report(TradingSignal signal, SignalAck ack) {
        signals.incrementAndGet();
        if (ack.result() != SignalAck.Result.ACCEPTED) {
            failed.incrementAndGet();
        }
        lifecycle.say(JsonDocuments.time(signal.time()) + "  condition " + signal.conditionId() + "  "
                + signal.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": "
                + signal.side().name().toLowerCase(Locale.ROOT) + " " + signal.quantity() + " " + signal.itemCode()
                + " at " + Terminal.number(signal.price()) + ": "
                + ack.result().name().toLowerCase(Locale.ROOT));
    }
}

package dev.aftm.app.strategy;

import dev.aftm.app.process.GatewayClients;
import dev.aftm.app.process.Prerequisites;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.ProcessReporter;
import dev.aftm.app.process.SessionAwaiter;
import dev.aftm.app.process.StoreAwaiter;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.Strategy;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.monitor.ProcessReport;
import dev.aftm.infrastructure.monitor.ProcessReport.Figure;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.infrastructure.store.SqliteStrategyStore;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.signal.StrategyLoop;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.StrategyStore.StoreException;
import dev.aftm.interactor.trading.StrategyCounts;
import dev.aftm.interactor.trading.StrategyRunner;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The strategy process: receives ticks and sends signals until it ends. */
public final class StrategyProcess {

    private static final Logger LOG = LoggerFactory.getLogger(StrategyProcess.class);

    private final Settings settings;
    private final Clock clock;
    private final Strategy strategy;
    private final SqliteStrategyStore store;
    private final DllGatewayClient gateway;
    private final ProcessLifecycle lifecycle;
    private @Nullable String toldFault;
    private long missedBefore;

    StrategyProcess(
            Settings settings,
            Clock clock,
            Strategy strategy,
            SqliteStrategyStore store,
            DllGatewayClient gateway,
            ProcessLifecycle lifecycle) {
        this.settings = settings;
        this.clock = clock;
        this.strategy = strategy;
        this.store = store;
        this.gateway = gateway;
        this.lifecycle = lifecycle;
    }

    /**
     * Runs the strategy until the process ends, and returns the exit code.
     *
     * @param item the instrument for conditions without one; null for the gateway's registered instrument
     * @param demonstrate whether to load demo conditions if there are none and the exchange is simulated
     */
    public static int run(Settings settings, @Nullable String item, boolean demonstrate, ProcessLifecycle lifecycle) {
        DllGatewayClient gateway = new DllGatewayClient(GatewayClients.patient(settings));
        boolean isSimulated = false;
        String followed = item;
        if (followed == null) {
            Optional<SessionInfo> session =
                    new SessionAwaiter(gateway, new ThreadSleeper(), lifecycle).until(Prerequisites::instrument);
            if (session.isEmpty()) {
                return lifecycle.awaitEnd(gateway);
            }
            isSimulated = session.get().simulated();
            followed = Objects.requireNonNull(session.get().instrument()).code();
        }
        String instrument = followed;
        boolean mayDemonstrate = demonstrate && isSimulated;
        return new StoreAwaiter(new ThreadSleeper(), lifecycle)
                .until(() -> opened(settings, instrument, mayDemonstrate, gateway, lifecycle))
                .map(opened -> opened.strategy().run(opened.conditions()))
                .orElseGet(() -> lifecycle.awaitEnd(gateway));
    }

    /** The strategy and the number of its conditions. */
    private record Opened(StrategyProcess strategy, int conditions) {}

    private static Opened opened(
            Settings settings,
            String instrument,
            boolean demonstrate,
            DllGatewayClient gateway,
            ProcessLifecycle lifecycle) {
        StrategyProcess strategy = DaggerStrategyProcessComponent.factory()
                .create(settings, instrument, gateway, lifecycle)
                .strategy();
        try {
            return new Opened(strategy, strategy.prepareConditions(demonstrate));
        } catch (StoreException e) {
            strategy.store.close();
            throw e;
        }
    }

    private int run(int conditions) {
        StrategyCounts counts = new StrategyCounts();
        AtomicReference<StrategyRunner> runner = new AtomicReference<>();
        StrategyLoop loop = new StrategyLoop(
                settings.tickAddress(),
                settings.signalAddress(),
                channel -> {
                    StrategyRunner made =
                            new StrategyRunner(clock, strategy, store, channel, gateway, settings.signalLife(), counts);
                    runner.set(made);
                    return made;
                },
                failure -> {
                    LOG.error("The strategy failed and stops.", failure);
                    lifecycle.say(ExitCodes.sentence(failure));
                    lifecycle.end(ExitCodes.FAILED);
                });
        loop.start();
        lifecycle.beat(loop::ping);
        ProcessReporter reporter = new ProcessReporter(ProcessReport.Name.STRATEGY, gateway);
        // The strategy's state may be read on its loop only.
        reporter.start(report ->
                loop.ping(() -> Optional.ofNullable(runner.get()).ifPresent(made -> {
                    tellFault(counts, made);
                    report(report, counts, made);
                })));
        lifecycle.ready("The strategy receives ticks from " + settings.tickAddress() + " with " + conditions
                + (conditions == 1 ? " condition." : " conditions."));
        return lifecycle.awaitEnd(store, gateway, loop, reporter);
    }

    /** Tells when the strategy has to wait for its store, and when it goes on. */
    private void tellFault(StrategyCounts counts, StrategyRunner runner) {
        String fault = runner.fault();
        if (fault != null && toldFault == null) {
            LOG.error("The strategy sends no signals, because its store cannot be used: {}", fault);
            lifecycle.waiting("The strategy sends no signals, because its store cannot be used: " + fault);
        } else if (fault == null && toldFault != null) {
            lifecycle.ready("The strategy's store can be used again; " + (counts.missed() - missedBefore)
                    + " ticks were missed meanwhile.");
        }
        if (fault == null) {
            missedBefore = counts.missed();
        }
        toldFault = fault;
    }

    private static void report(ProcessReporter reporter, StrategyCounts counts, StrategyRunner runner) {
        Collection<Condition> conditions = runner.conditions();
        reporter.tellLater(
                Map.of(
                        Figure.TICKS, counts.ticks(),
                        Figure.TICKS_MISSED, counts.missed(),
                        Figure.SIGNALS, counts.signals(),
                        Figure.SIGNALS_FAILED, counts.failed(),
                        Figure.SIGNALS_PENDING, (long) runner.unacknowledgedCount(),
                        Figure.CONDITIONS, (long) conditions.size()),
                conditions.stream().limit(ProcessReport.MOST_CONDITIONS).toList());
    }

    private int prepareConditions(boolean demonstrate) {
        List<Condition> conditions = store.conditions();
        if (conditions.isEmpty() && demonstrate) {
            lifecycle.say("There were no conditions, so demo conditions were loaded; run \"condition list\" to see"
                    + " them.");
            return store.add(DemoConditions.CONDITIONS).size();
        }
        if (conditions.isEmpty()) {
            lifecycle.say("conditions: there are none, so nothing will be traded; run \"condition add --help\".");
        }
        return conditions.size();
    }
}

package dev.aftm.app.process;

import dev.aftm.app.terminal.Failures;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.Strategy;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.runtime.ThreadPause;
import dev.aftm.infrastructure.store.SqliteStrategyStore;
import dev.aftm.infrastructure.zeromq.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.StrategyLoop;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.ProcessReport;
import dev.aftm.interactor.port.ProcessReport.Figure;
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

/** The strategy: listens to ticks and sends signals until its end. */
public final class StrategyProcess {

    private static final Logger LOG = LoggerFactory.getLogger(StrategyProcess.class);

    private final Settings settings;
    private final Clock clock;
    private final Strategy strategy;
    private final SqliteStrategyStore store;
    private final DllGatewayClient gateway;
    private final ProcessLife life;

    StrategyProcess(
            Settings settings,
            Clock clock,
            Strategy strategy,
            SqliteStrategyStore store,
            DllGatewayClient gateway,
            ProcessLife life) {
        this.settings = settings;
        this.clock = clock;
        this.strategy = strategy;
        this.store = store;
        this.gateway = gateway;
        this.life = life;
    }

    /**
     * Runs the strategy in this process until its end.
     *
     * @param item the instrument of conditions that name none; null for the one that the gateway has registered
     * @param demonstrate whether a simulated exchange is to see some conditions where there are none
     */
    public static int run(Settings settings, @Nullable String item, boolean demonstrate, ProcessLife life) {
        DllGatewayClient gateway = new DllGatewayClient(Gateways.patient(settings));
        boolean isSimulated = false;
        String followed = item;
        if (followed == null) {
            Optional<SessionInfo> session =
                    new SessionWait(gateway, new ThreadPause(), life).until(Prerequisites::instrument);
            if (session.isEmpty()) {
                return life.awaitEnd(gateway);
            }
            isSimulated = session.get().simulated();
            followed = Objects.requireNonNull(session.get().instrument()).code();
        }
        return DaggerStrategyProcessComponent.factory()
                .create(settings, followed, gateway, life)
                .strategy()
                .run(demonstrate && isSimulated);
    }

    private int run(boolean demonstrate) {
        int conditions = prepareConditions(demonstrate);
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
                    LOG.error("The strategy cannot go on.", failure);
                    life.say(Failures.sentence(failure));
                    life.end(Failures.FAILED);
                });
        loop.start();
        life.beat(loop::ping);
        Reporting reporting = new Reporting(ProcessReport.Name.STRATEGY, gateway);
        // The strategy's memory belongs to its loop.
        reporting.start(report ->
                loop.ping(() -> Optional.ofNullable(runner.get()).ifPresent(made -> report(report, counts, made))));
        life.ready("The strategy listens to " + settings.tickAddress() + " with " + conditions + " conditions.");
        return life.awaitEnd(store, gateway, loop, reporting);
    }

    private static void report(Reporting reporting, StrategyCounts counts, StrategyRunner runner) {
        Collection<Condition> conditions = runner.conditions();
        reporting.tellLater(
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
            life.say("There were no conditions, so a small demonstration set was loaded; see \"condition list\".");
            return store.add(Demonstration.CONDITIONS).size();
        }
        if (conditions.isEmpty()) {
            life.say("conditions: there are none, so nothing will be traded; type \"condition add --help\".");
        }
        return conditions.size();
    }
}

package dev.aftm.app.process;

import dev.aftm.app.terminal.Failures;
import dev.aftm.domain.strategy.Strategy;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.store.SqliteStrategyStore;
import dev.aftm.infrastructure.zeromq.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.StrategyLoop;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.usecase.StrategyRunner;
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

    /** Runs the strategy until its end. */
    public int run() {
        int conditions = store.conditions().size();
        StrategyLoop loop = new StrategyLoop(
                settings.tickAddress(),
                settings.signalAddress(),
                channel -> new StrategyRunner(clock, strategy, store, channel, gateway, settings.signalLife()),
                failure -> {
                    LOG.error("The strategy cannot go on.", failure);
                    life.say(Failures.sentence(failure));
                    life.end(Failures.FAILED);
                });
        loop.start();
        life.ready("The strategy listens to " + settings.tickAddress() + " with " + conditions + " conditions.");
        return life.awaitEnd(store, gateway, loop);
    }
}

package dev.aftm.app.torture;

import dev.aftm.app.gateway.BackgroundJournalOpener;
import dev.aftm.app.gateway.DaggerGatewayProcessComponent;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.app.terminal.ExitCodes;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.interactor.port.clock.Clock;
import java.nio.file.Path;
import java.util.Map;

/**
 * The production gateway with two differences: it uses the torture run's exchange, and its journal can stop at steps.
 * Argument: the exchange's port.
 */
final class GatewayUnderTorture {

    private GatewayUnderTorture() {}

    public static void main(String[] arguments) {
        int exchangePort = Integer.parseInt(arguments[0]);
        try {
            Settings settings = Settings.load(Map.of(), System.getenv(), Path.of("."));
            Clock clock = new SystemClock();
            BackgroundJournalOpener journal = BackgroundJournalOpener.begin(settings, clock, SteppingLog::new);
            System.exit(DaggerGatewayProcessComponent.factory()
                    .create(
                            settings,
                            clock,
                            journal,
                            (unused, listed, unusedClock, pause) -> new RemoteExchange(exchangePort),
                            TapeOptions.builtIn("torture", false, false),
                            ProcessLifecycle.begin(false))
                    .gateway()
                    .run());
        } catch (RuntimeException e) {
            System.err.println(ExitCodes.sentence(e));
            System.exit(ExitCodes.exitCode(e));
        }
    }
}

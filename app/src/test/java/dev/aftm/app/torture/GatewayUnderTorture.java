package dev.aftm.app.torture;

import dev.aftm.app.process.DaggerGatewayProcessComponent;
import dev.aftm.app.process.JournalOpening;
import dev.aftm.app.process.ProcessLife;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.app.terminal.Failures;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.interactor.port.Clock;
import java.nio.file.Path;
import java.util.Map;

/**
 * The gateway as it is wired for users, but for two things: its exchange is the one that is tortured, and its journal has
 * steps. Argument: the exchange's port.
 */
final class GatewayUnderTorture {

    private GatewayUnderTorture() {}

    public static void main(String[] arguments) {
        int exchangePort = Integer.parseInt(arguments[0]);
        try {
            Settings settings = Settings.load(Map.of(), System.getenv(), Path.of("."));
            Clock clock = new SystemClock();
            JournalOpening journal = JournalOpening.begin(settings, clock);
            System.exit(DaggerGatewayProcessComponent.factory()
                    .create(
                            settings,
                            clock,
                            () -> new SteppingJournal(journal.get()),
                            (unused, listed, unusedClock, pause) -> new RemoteExchange(exchangePort),
                            TapeOptions.builtIn("torture", false, false),
                            ProcessLife.begin(false))
                    .gateway()
                    .run());
        } catch (RuntimeException e) {
            System.err.println(Failures.sentence(e));
            System.exit(Failures.exitCode(e));
        }
    }
}

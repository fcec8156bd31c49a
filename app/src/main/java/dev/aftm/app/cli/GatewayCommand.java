package dev.aftm.app.cli;

import dev.aftm.app.process.DaggerGatewayProcessComponent;
import dev.aftm.app.process.Exchanges;
import dev.aftm.app.process.JournalOpening;
import dev.aftm.app.process.Preflight;
import dev.aftm.app.process.ProcessLife;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.credential.PasswordSource;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.interactor.port.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = "Run the gateway alone, for people who bring their own clients.",
        footer = {
            "",
            "Examples:",
            "  aftm gateway",
            "  aftm gateway --set DLL_GATEWAY_PORT=6557 --data-dir data-of-mine"
        })
final class GatewayCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @Mixin
    private ReplayOptions replayOptions = new ReplayOptions();

    @Mixin
    private ComponentOptions componentOptions = new ComponentOptions();

    @Option(names = "--unattended", hidden = true, description = "Nobody is at the terminal to type a password.")
    private boolean unattended;

    @Override
    public Integer call() {
        Settings settings = componentOptions.load(settingsOptions);
        TapeOptions tape = replayOptions.tape(settings);
        Clock clock = new SystemClock();
        ProcessLife life = componentOptions.begin("gateway", settings);
        if (!componentOptions.isSupervised()) {
            Preflight.requireFree(settings, Setting.DLL_GATEWAY_PORT, Setting.ZMQ_TICK_PORT, Setting.ZMQ_EVENT_PORT);
        }
        // Begun at once: the rest of the gateway comes up meanwhile.
        try (JournalOpening journal = JournalOpening.begin(settings, clock)) {
            PasswordSource password = Exchanges.password(settings, !unattended, life);
            if (life.isEnding()) {
                return life.awaitEnd(journal);
            }
            return DaggerGatewayProcessComponent.factory()
                    .create(
                            settings,
                            clock,
                            journal,
                            (told, listed, time, pause) -> Exchanges.open(told, listed, time, pause, password),
                            tape,
                            life)
                    .gateway()
                    .run();
        }
    }
}

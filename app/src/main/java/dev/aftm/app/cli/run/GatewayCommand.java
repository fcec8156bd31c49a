package dev.aftm.app.cli.run;

import dev.aftm.app.cli.option.SettingsOptions;
import dev.aftm.app.gateway.BackgroundJournalOpener;
import dev.aftm.app.gateway.ConfiguredExchange;
import dev.aftm.app.gateway.DaggerGatewayProcessComponent;
import dev.aftm.app.process.Preflight;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.credential.PasswordSource;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.interactor.port.clock.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = "Run only the gateway, e.g. for your own clients.",
        footer = {"", "Examples:", "  aftm gateway", "  aftm gateway --set DLL_GATEWAY_PORT=6557 --data-dir my-data"})
public final class GatewayCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @Mixin
    private ReplayOptions replayOptions = new ReplayOptions();

    @Mixin
    private ProcessOptions componentOptions = new ProcessOptions();

    @Option(names = "--unattended", hidden = true, description = "No person is at the terminal to type a password.")
    private boolean unattended;

    @Override
    public Integer call() {
        Settings settings = componentOptions.load(settingsOptions);
        TapeOptions tape = replayOptions.tape(settings);
        Clock clock = new SystemClock();
        ProcessLifecycle lifecycle = componentOptions.begin("gateway", settings);
        if (!componentOptions.isSupervised()) {
            Preflight.requireFree(settings, Setting.DLL_GATEWAY_PORT, Setting.ZMQ_TICK_PORT, Setting.ZMQ_EVENT_PORT);
        }
        // Opened in the background while the rest of the gateway starts.
        try (BackgroundJournalOpener journal = BackgroundJournalOpener.begin(settings, clock)) {
            PasswordSource password = ConfiguredExchange.password(settings, !unattended, lifecycle);
            if (lifecycle.isEnding()) {
                return lifecycle.awaitEnd(journal);
            }
            return DaggerGatewayProcessComponent.factory()
                    .create(
                            settings,
                            clock,
                            journal,
                            (told, listed, time, pause) -> ConfiguredExchange.open(told, listed, time, pause, password),
                            tape,
                            lifecycle)
                    .gateway()
                    .run();
        }
    }
}

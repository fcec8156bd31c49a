package dev.aftm.app.cli;

import dev.aftm.app.process.DaggerGatewayProcessComponent;
import dev.aftm.app.process.Exchanges;
import dev.aftm.app.process.JournalOpening;
import dev.aftm.app.process.ProcessLife;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.interactor.port.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = "Run the gateway alone, for people who bring their own clients.")
final class GatewayCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions = new SettingsOptions();

    @Mixin
    private ReplayOptions replayOptions = new ReplayOptions();

    @Mixin
    private ComponentOptions componentOptions = new ComponentOptions();

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        TapeOptions tape = replayOptions.tape(settings);
        Clock clock = new SystemClock();
        ProcessLife life = componentOptions.begin("gateway", settings);
        // Begun at once: the rest of the gateway comes up meanwhile.
        JournalOpening journal = JournalOpening.begin(settings, clock);
        return DaggerGatewayProcessComponent.factory()
                .create(settings, clock, journal, Exchanges::open, tape, life)
                .gateway()
                .run();
    }
}

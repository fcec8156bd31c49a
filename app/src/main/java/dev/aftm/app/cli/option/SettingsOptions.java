package dev.aftm.app.cli.option;

import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options with which every command takes settings. */
public final class SettingsOptions {

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting, e.g. DLL_GATEWAY_PORT=6557; see \"config reference\". May be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Folder of everything that is kept (DATA_DIR).")
    private @Nullable Path dataDirectory;

    @Option(names = "--host", paramLabel = "HOST", description = "The gateway's host (DLL_GATEWAY_HOST).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "The gateway's port (DLL_GATEWAY_PORT).")
    private @Nullable String port;

    /** The settings in force in the working folder. */
    public Settings load() {
        return load(false);
    }

    /** As above; where everything was told already, no file is looked for. */
    public Settings load(boolean wereTold) {
        return Settings.load(flags(), System.getenv(), wereTold ? null : Path.of(""));
    }

    private Map<Setting, String> flags() {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        settings.forEach((name, value) -> flags.put(Settings.named(name), value));
        if (dataDirectory != null) {
            flags.put(Setting.DATA_DIR, dataDirectory.toString());
        }
        if (host != null) {
            flags.put(Setting.DLL_GATEWAY_HOST, host);
        }
        if (port != null) {
            flags.put(Setting.DLL_GATEWAY_PORT, port);
        }
        return flags;
    }
}

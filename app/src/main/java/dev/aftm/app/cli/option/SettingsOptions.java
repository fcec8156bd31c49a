package dev.aftm.app.cli.option;

import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has for settings. */
public final class SettingsOptions {

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a setting, e.g. DLL_GATEWAY_PORT=6557; see \"config reference\". May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--data-dir", paramLabel = "DIR", description = "The folder for all stored data (DATA_DIR).")
    private @Nullable Path dataDirectory;

    @Option(names = "--host", paramLabel = "HOST", description = "The gateway's host (DLL_GATEWAY_HOST).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "The gateway's port (DLL_GATEWAY_PORT).")
    private @Nullable String port;

    /** Loads the settings from options, environment, the file .env in the working folder, and defaults. */
    public Settings load() {
        return load(false);
    }

    /** Loads the settings; skips the file .env if the parent process has passed on all settings. */
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

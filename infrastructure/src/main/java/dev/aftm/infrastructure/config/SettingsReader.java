package dev.aftm.infrastructure.config;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the settings from all sources and checks that they are consistent. */
final class SettingsReader {

    private SettingsReader() {}

    static Settings load(Map<Setting, String> flags, Map<String, String> environment, @Nullable Path directory) {
        Map<String, String> file = directory == null ? Map.of() : dotEnv(directory);
        refuseSecrets(environment, "the environment");
        refuseSecrets(file, "the file .env");
        Map<Setting, Settings.Value> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            values.put(setting, resolve(setting, flags, environment, file));
        }
        List<String> warnings = new ArrayList<>(SettingNames.warnings(environment.keySet(), "environment"));
        warnings.addAll(SettingNames.warnings(file.keySet(), ".env"));
        Settings settings = new Settings(values, warnings);
        check(settings);
        if (settings.usesLibrary() && settings.dealerUrl().isEmpty()) {
            refuseReplaced(environment.keySet());
            refuseReplaced(file.keySet());
        }
        return settings;
    }

    private static Settings.Value resolve(
            Setting setting, Map<Setting, String> flags, Map<String, String> environment, Map<String, String> file) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("command line", flags.getOrDefault(setting, ""));
        sources.put("environment", environment.getOrDefault(setting.name(), ""));
        sources.put(".env", file.getOrDefault(setting.name(), ""));
        sources.put("default", setting.defaultText());
        for (Map.Entry<String, String> source : sources.entrySet()) {
            if (!source.getValue().isBlank() || source.getKey().equals("default")) {
                Object parsed = setting.parse(source.getValue(), source.getKey());
                return new Settings.Value(setting, source.getValue(), source.getKey(), parsed);
            }
        }
        throw new IllegalStateException("Every setting has a default.");
    }

    private static Map<String, String> dotEnv(Path directory) {
        if (!Files.exists(directory.resolve(".env"))) {
            return Map.of();
        }
        try {
            Dotenv dotenv = Dotenv.configure()
                    .directory(directory.toAbsolutePath().toString())
                    .load();
            Map<String, String> entries = new LinkedHashMap<>();
            for (DotenvEntry entry : dotenv.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
                entries.put(entry.getKey(), entry.getValue());
            }
            return entries;
        } catch (DotenvException e) {
            throw new ConfigurationException("The file .env cannot be read: " + e.getMessage() + ".");
        }
    }

    private static void refuseSecrets(Map<String, String> source, String where) {
        source.forEach((name, value) -> {
            if (!value.isBlank() && SettingNames.isSecret(name)) {
                throw secretIn(name, where);
            }
        });
    }

    /** The exception for a secret that was given where others can read it. */
    static ConfigurationException secretIn(String name, String where) {
        return new ConfigurationException(
                name + " was found in " + where + ", where others can read it; remove it, and put the password into a"
                        + " private file (chmod 600) named by EXCHANGE_PASSWORD_FILE, or type it when the gateway"
                        + " asks for it.");
    }

    /** Rejects the replaced system's address settings, which would otherwise be ignored without a warning. */
    private static void refuseReplaced(Set<String> names) {
        for (String name : new TreeSet<>(names)) {
            SettingNames.successor(name).ifPresent(successor -> {
                throw new ConfigurationException(
                        name + " is a setting of the system that AFTM replaces; set " + successor + ".");
            });
        }
    }

    private static void check(Settings settings) {
        if (!settings.exchangeCallTimeout().minus(settings.requestTimeout()).isNegative()) {
            throw new ConfigurationException("EXCHANGE_CALL_TIMEOUT_MS is "
                    + settings.exchangeCallTimeout().toMillis()
                    + "; it must be below DLL_GATEWAY_REQUEST_TIMEOUT_MS, which is "
                    + settings.requestTimeout().toMillis() + ".");
        }
        if (settings.positionsMaxAge().compareTo(settings.positionsRefresh()) <= 0) {
            throw new ConfigurationException(
                    "POSITIONS_MAX_AGE_MS is " + settings.positionsMaxAge().toMillis()
                            + "; it must be above POSITIONS_REFRESH_MS, which is "
                            + settings.positionsRefresh().toMillis() + ".");
        }
        boolean hasPath = !settings.parsed(Setting.EXCHANGE_DLL_PATH).equals("");
        if (settings.usesLibrary() && !hasPath) {
            throw new ConfigurationException(
                    "EXCHANGE_MODE is dll, but EXCHANGE_DLL_PATH is empty; set it to the library's file.");
        }
        if (!settings.usesLibrary() && !settings.simulatorFaults().isEmpty()) {
            throw new ConfigurationException(
                    "SIMULATOR_FAULTS applies only to the native simulated exchange; also set EXCHANGE_MODE to dll.");
        }
        Map<Long, Setting> ports = new LinkedHashMap<>();
        for (Setting port : Settings.PORTS) {
            Setting other = settings.number(port) == 0 ? null : ports.put(settings.number(port), port);
            if (other != null) {
                throw new ConfigurationException(
                        port + " is " + settings.number(port) + ", and so is " + other + "; each needs its own port.");
            }
        }
    }
}

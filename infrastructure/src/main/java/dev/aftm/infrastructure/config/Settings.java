package dev.aftm.infrastructure.config;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings in force, each with where it came from: a flag beats the environment, the environment beats the file
 * {@code .env}, that beats the default.
 */
public final class Settings {

    /** Names that only ever hold a secret; such a thing does not belong in an environment or a plain file. */
    private static final List<String> SECRET_NAMES = List.of("EXCHANGE_PASSWORD", "DEALER_PASSWORD", "PASSWORD");

    private static final Duration REAL_SETTLE = Duration.ofSeconds(2);

    private final Map<Setting, Value> values;

    /**
     * One setting's value.
     *
     * @param setting which
     * @param text as it was given
     * @param origin where it came from, in words
     */
    public record Value(Setting setting, String text, String origin, Object parsed) {}

    private Settings(Map<Setting, Value> values) {
        this.values = values;
    }

    /**
     * Reads the settings.
     *
     * @param flags settings given on the command line
     * @param environment the process's environment
     * @param directory where the file {@code .env} may lie
     * @throws ConfigurationException a value is not allowed, or a secret was found where none belongs
     */
    public static Settings load(Map<Setting, String> flags, Map<String, String> environment, Path directory) {
        Map<String, String> file = dotEnv(directory);
        refuseSecrets(environment, "the environment");
        refuseSecrets(file, "the file .env");
        Map<Setting, Value> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            values.put(setting, resolve(setting, flags, environment, file));
        }
        Settings settings = new Settings(values);
        settings.check();
        return settings;
    }

    private static Value resolve(
            Setting setting, Map<Setting, String> flags, Map<String, String> environment, Map<String, String> file) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("command line", flags.getOrDefault(setting, ""));
        sources.put("environment", environment.getOrDefault(setting.name(), ""));
        sources.put(".env", file.getOrDefault(setting.name(), ""));
        sources.put("default", setting.defaultText());
        for (Map.Entry<String, String> source : sources.entrySet()) {
            if (!source.getValue().isBlank() || source.getKey().equals("default")) {
                Object parsed = setting.parse(source.getValue(), source.getKey());
                return new Value(setting, source.getValue(), source.getKey(), parsed);
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
        for (String name : SECRET_NAMES) {
            if (!source.getOrDefault(name, "").isBlank()) {
                throw new ConfigurationException(name + " was found in " + where
                        + ", where others can read it; take it out. Passwords are never settings.");
            }
        }
    }

    private void check() {
        if (!exchangeCallTimeout().minus(requestTimeout()).isNegative()) {
            throw new ConfigurationException(
                    "EXCHANGE_CALL_TIMEOUT_MS is " + exchangeCallTimeout().toMillis()
                            + "; it must be below DLL_GATEWAY_REQUEST_TIMEOUT_MS, which is "
                            + requestTimeout().toMillis() + ".");
        }
        if (positionsMaxAge().compareTo(positionsRefresh()) <= 0) {
            throw new ConfigurationException(
                    "POSITIONS_MAX_AGE_MS is " + positionsMaxAge().toMillis()
                            + "; it must be above POSITIONS_REFRESH_MS, which is "
                            + positionsRefresh().toMillis() + ".");
        }
        boolean hasPath = !parsed(Setting.EXCHANGE_DLL_PATH).equals("");
        if (usesLibrary() && !hasPath) {
            throw new ConfigurationException(
                    "EXCHANGE_MODE is dll, but EXCHANGE_DLL_PATH is empty; it must name the library's file.");
        }
        if (!usesLibrary() && !simulatorFaults().isEmpty()) {
            throw new ConfigurationException(
                    "SIMULATOR_FAULTS is for the native simulated exchange; set EXCHANGE_MODE to dll as well.");
        }
        Map<Long, Setting> ports = new LinkedHashMap<>();
        for (Setting port : List.of(
                Setting.ZMQ_TICK_PORT, Setting.ZMQ_SIGNAL_PORT, Setting.ZMQ_EVENT_PORT, Setting.DLL_GATEWAY_PORT)) {
            Setting other = ports.put(number(port), port);
            if (other != null) {
                throw new ConfigurationException(
                        port + " is " + number(port) + ", and so is " + other + "; each needs a port of its own.");
            }
        }
    }

    /** All settings in the order of their documentation. */
    public List<Value> all() {
        return List.copyOf(values.values());
    }

    /** What a child process has to be told, so that it has the same settings without reading them anew. */
    public Map<String, String> asEnvironment() {
        Map<String, String> environment = new LinkedHashMap<>();
        values.forEach((setting, value) -> environment.put(setting.name(), value.text()));
        return environment;
    }

    public String gatewayAddress() {
        return address(Setting.DLL_GATEWAY_HOST, Setting.DLL_GATEWAY_PORT);
    }

    public String tickAddress() {
        return address(Setting.ZMQ_HOST, Setting.ZMQ_TICK_PORT);
    }

    /** Where changes of orders are published. */
    public String eventAddress() {
        return address(Setting.ZMQ_HOST, Setting.ZMQ_EVENT_PORT);
    }

    /** How often the exchange is asked for its positions. */
    public Duration positionsRefresh() {
        return millis(Setting.POSITIONS_REFRESH_MS);
    }

    /** How old positions may be that are shown. */
    public Duration positionsMaxAge() {
        return millis(Setting.POSITIONS_MAX_AGE_MS);
    }

    public String signalAddress() {
        return address(Setting.ZMQ_HOST, Setting.ZMQ_SIGNAL_PORT);
    }

    public Duration requestTimeout() {
        return millis(Setting.DLL_GATEWAY_REQUEST_TIMEOUT_MS);
    }

    public int retryCount() {
        return Math.toIntExact(number(Setting.DLL_GATEWAY_RETRY_COUNT));
    }

    public Duration exchangeCallTimeout() {
        return millis(Setting.EXCHANGE_CALL_TIMEOUT_MS);
    }

    public boolean requireRequestId() {
        return (Boolean) parsed(Setting.DLL_GATEWAY_REQUIRE_REQUEST_ID);
    }

    public String orderAccount() {
        return (String) parsed(Setting.ORDER_ACCOUNT);
    }

    public Path dataDirectory() {
        return Path.of((String) parsed(Setting.DATA_DIR));
    }

    public Path logDirectory() {
        return Path.of((String) parsed(Setting.LOG_DIR));
    }

    public String logLevel() {
        return ((String) parsed(Setting.LOG_LEVEL)).toUpperCase(Locale.ROOT);
    }

    public Duration signalLife() {
        return millis(Setting.SIGNAL_TTL_MS);
    }

    public Path strategyStore() {
        return dataDirectory().resolve("strategy.db");
    }

    public Path journal() {
        String address = (String) parsed(Setting.DLL_GATEWAY_JOURNAL);
        return address.isEmpty()
                ? dataDirectory().resolve("journal.db")
                : Path.of(address.substring(Setting.SQLITE.length()));
    }

    /** Whether a recorded order survives the loss of power, not only the gateway being killed. */
    public boolean journalSurvivesPowerLoss() {
        return parsed(Setting.DLL_GATEWAY_JOURNAL_SYNC).equals("full");
    }

    /**
     * How long a dead process's orders may still be on their way.
     *
     * @param simulated whether the exchange is, so that what was sent to it has arrived by the time one can ask
     */
    public Duration recoverySettle(boolean simulated) {
        if (parsed(Setting.RECOVERY_SETTLE_MS) instanceof Long given) {
            return Duration.ofMillis(given);
        }
        return simulated ? Duration.ZERO : REAL_SETTLE;
    }

    /** Whether the gateway trades through a native library. */
    public boolean usesLibrary() {
        return parsed(Setting.EXCHANGE_MODE).equals("dll");
    }

    public Path exchangeLibrary() {
        return Path.of((String) parsed(Setting.EXCHANGE_DLL_PATH));
    }

    public String dealerUrl() {
        return (String) parsed(Setting.DEALER_URL);
    }

    public String exchangeUser() {
        return (String) parsed(Setting.EXCHANGE_USER);
    }

    /** Where the password is; empty where none is needed. */
    public Optional<Path> passwordFile() {
        String file = (String) parsed(Setting.EXCHANGE_PASSWORD_FILE);
        return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    }

    /** The instrument to follow; empty where the tape decides. */
    public Optional<String> registeredItem() {
        String item = (String) parsed(Setting.REGISTERED_ITEM);
        return item.isEmpty() ? Optional.empty() : Optional.of(item);
    }

    public String simulatorFaults() {
        return (String) parsed(Setting.SIMULATOR_FAULTS);
    }

    public Duration legacyWindow() {
        return millis(Setting.DLL_GATEWAY_LEGACY_WINDOW_MS);
    }

    public Path ledger() {
        String file = (String) parsed(Setting.SIMULATOR_LEDGER);
        return file.isEmpty() ? dataDirectory().resolve("exchange-ledger.jsonl") : Path.of(file);
    }

    public Duration simulatorLatency() {
        return millis(Setting.SIMULATOR_LATENCY_MS);
    }

    @SuppressWarnings("unchecked")
    public Set<String> simulatorAccounts() {
        return (Set<String>) parsed(Setting.SIMULATOR_ACCOUNTS);
    }

    public long tapeSeed() {
        return number(Setting.SIMULATOR_TAPE_SEED);
    }

    public long tapeTicks() {
        return number(Setting.SIMULATOR_TAPE_TICKS);
    }

    public int tapeTicksPerSecond() {
        return Math.toIntExact(number(Setting.SIMULATOR_TAPE_TICKS_PER_SECOND));
    }

    private String address(Setting host, Setting port) {
        return "tcp://" + parsed(host) + ":" + parsed(port);
    }

    private Duration millis(Setting setting) {
        return Duration.ofMillis(number(setting));
    }

    private long number(Setting setting) {
        return (Long) parsed(setting);
    }

    private Object parsed(Setting setting) {
        Value value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException("Every setting has a value.");
        }
        return value.parsed();
    }
}

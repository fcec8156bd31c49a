package dev.aftm.infrastructure.config;

import dev.aftm.domain.risk.RiskLimits;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force, each with where it came from: a flag beats the environment, the environment beats the file
 * {@code .env}, that beats the default.
 */
public final class Settings {

    /** What the processes around the gateway are told; the rest is the gateway's business alone. */
    private static final Set<Setting> SHARED = EnumSet.of(
            Setting.DLL_GATEWAY_HOST,
            Setting.DLL_GATEWAY_PORT,
            Setting.DLL_GATEWAY_REQUEST_TIMEOUT_MS,
            Setting.DLL_GATEWAY_RETRY_COUNT,
            Setting.EXCHANGE_CALL_TIMEOUT_MS,
            Setting.ZMQ_HOST,
            Setting.ZMQ_TICK_PORT,
            Setting.ZMQ_SIGNAL_PORT,
            Setting.ZMQ_EVENT_PORT,
            Setting.DATA_DIR,
            Setting.LOG_DIR,
            Setting.LOG_LEVEL,
            Setting.THREAD_SCHEDULING,
            Setting.SIGNAL_TTL_MS);

    static final List<Setting> PORTS = List.of(
            Setting.ZMQ_TICK_PORT,
            Setting.ZMQ_SIGNAL_PORT,
            Setting.ZMQ_EVENT_PORT,
            Setting.DLL_GATEWAY_PORT,
            Setting.HTTP_PORT);

    private static final Duration REAL_SETTLE = Duration.ofSeconds(2);

    private final Map<Setting, Value> values;
    private final List<String> warnings;

    /**
     * One setting's value.
     *
     * @param setting which
     * @param text as it was given
     * @param origin where it came from, in words
     */
    public record Value(Setting setting, String text, String origin, Object parsed) {}

    Settings(Map<Setting, Value> values, List<String> warnings) {
        this.values = values;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads the settings.
     *
     * @param flags settings given on the command line
     * @param environment the process's environment
     * @param directory where the file {@code .env} may lie; null where none is to be read
     * @throws ConfigurationException a value is not allowed, or a secret was found where none belongs
     */
    public static Settings load(Map<Setting, String> flags, Map<String, String> environment, @Nullable Path directory) {
        return SettingsReader.load(flags, environment, directory);
    }

    /**
     * The setting of this name.
     *
     * @throws ConfigurationException there is none; the message names the nearest
     */
    public static Setting named(String name) {
        try {
            return Setting.valueOf(name);
        } catch (IllegalArgumentException e) {
            if (SettingNames.isSecret(name)) {
                throw SettingsReader.secretIn(name, "the command line");
            }
            throw new ConfigurationException("There is no setting " + name
                    + (SettingNames.hint(name).equals(".")
                            ? "; \"config reference\" lists them all."
                            : SettingNames.hint(name)));
        }
    }

    /** A sentence for each name that was given, looks like a setting, and is none. */
    public List<String> warnings() {
        return warnings;
    }

    /** All settings in the order of their documentation. */
    public List<Value> all() {
        return List.copyOf(values.values());
    }

    /** What the gateway's process has to be told, so that it has the same settings without reading them anew. */
    public Map<String, String> gatewayEnvironment() {
        Map<String, String> environment = environment(EnumSet.allOf(Setting.class));
        if (!isGiven(Setting.HTTP_PORT)) {
            // A port that nobody asked for may be taken; the gateway has to know that nobody did.
            environment.remove(Setting.HTTP_PORT.name());
        }
        return environment;
    }

    /** What a process around the gateway has to be told: how to reach it, and where to keep things. */
    public Map<String, String> clientEnvironment() {
        return environment(SHARED);
    }

    private Map<String, String> environment(Set<Setting> told) {
        Map<String, String> environment = new LinkedHashMap<>();
        values.forEach((setting, value) -> {
            if (told.contains(setting)) {
                environment.put(setting.name(), value.text());
            }
        });
        return environment;
    }

    /** The ports that the system listens on, each under the name of its setting. */
    public Map<String, InetSocketAddress> ports() {
        Map<String, InetSocketAddress> ports = new LinkedHashMap<>();
        for (Setting port : PORTS) {
            if (number(port) == 0) {
                continue;
            }
            Setting host = port == Setting.DLL_GATEWAY_PORT ? Setting.DLL_GATEWAY_HOST : Setting.ZMQ_HOST;
            ports.put(port.name(), new InetSocketAddress((String) parsed(host), Math.toIntExact(number(port))));
        }
        return ports;
    }

    /** Where the status page is served; empty where it is not. */
    public Optional<InetSocketAddress> statusPage() {
        return Optional.ofNullable(ports().get(Setting.HTTP_PORT.name()));
    }

    /** Whether a setting was given, and is not only its default. */
    public boolean isGiven(Setting setting) {
        Value value = values.get(setting);
        return value != null && !value.origin().equals("default");
    }

    /** Whether the system is to let no thread that wakes push another aside. */
    public boolean isBatchScheduled() {
        return parsed(Setting.THREAD_SCHEDULING).equals("batch");
    }

    /** How long the thread that owns the exchange looks for the next order before it sleeps. */
    public Duration ownerSpin() {
        return Duration.of((Long) parsed(Setting.OWNER_SPIN_MICROS), ChronoUnit.MICROS);
    }

    /** Who is told of alerts besides the log; empty for nobody. */
    public Optional<Path> alertCommand() {
        return optional(Setting.ALERT_COMMAND).map(Path::of);
    }

    /** How long no tick may come while the market trades. */
    public Duration tickSilence() {
        return millis(Setting.ALERT_TICK_SILENCE_MS);
    }

    /** When a real market trades; empty for always. */
    @SuppressWarnings("unchecked")
    public List<RiskLimits.Hours> tradingHours() {
        return (List<RiskLimits.Hours>) parsed(Setting.TRADING_HOURS);
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

    /** The account that signals trade for; empty where it is selected at run time. */
    public Optional<String> orderAccount() {
        return optional(Setting.ORDER_ACCOUNT);
    }

    /** How long a component may give no sign of life. */
    public Duration heartbeatTimeout() {
        return millis(Setting.HEARTBEAT_TIMEOUT_MS);
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
        return optional(Setting.EXCHANGE_PASSWORD_FILE).map(Path::of);
    }

    /** The instrument to follow; empty where the tape decides, or it is registered at run time. */
    public Optional<String> registeredItem() {
        return optional(Setting.REGISTERED_ITEM);
    }

    public String simulatorFaults() {
        return (String) parsed(Setting.SIMULATOR_FAULTS);
    }

    /** Whether the conservative limits are in force. */
    public boolean conservative(boolean simulated) {
        Object profile = parsed(Setting.RISK_PROFILE);
        return profile.equals("conservative") || (profile.equals("auto") && !simulated);
    }

    /** Limits of one's own; empty where there are none. */
    public Optional<Path> riskLimits() {
        return optional(Setting.RISK_LIMITS_FILE).map(Path::of);
    }

    /** So many percent of failed orders engage the kill switch; 0 for never. */
    public int killSwitchFailurePercent() {
        return Math.toIntExact(number(Setting.KILL_SWITCH_FAILURE_PERCENT));
    }

    public int killSwitchFailureOrders() {
        return Math.toIntExact(number(Setting.KILL_SWITCH_FAILURE_ORDERS));
    }

    public boolean killSwitchOnMismatch() {
        return (Boolean) parsed(Setting.KILL_SWITCH_ON_MISMATCH);
    }

    public boolean killSwitchOnDailyLoss() {
        return (Boolean) parsed(Setting.KILL_SWITCH_ON_DAILY_LOSS);
    }

    public boolean killSwitchCancels() {
        return (Boolean) parsed(Setting.KILL_SWITCH_CANCELS);
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

    private Optional<String> optional(Setting setting) {
        String text = (String) parsed(setting);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    long number(Setting setting) {
        return (Long) parsed(setting);
    }

    Object parsed(Setting setting) {
        Value value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException("Every setting has a value.");
        }
        return value.parsed();
    }
}

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
 * The effective settings, each with its origin. Precedence, highest first: command-line flag, environment, the file
 * {@code .env}, default. Immutable.
 */
public final class Settings {

    /** Settings passed on to the processes around the gateway; only the gateway receives the others. */
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
     * The value of one setting.
     *
     * @param setting the setting
     * @param text the value as it was given
     * @param origin where it came from, for people
     * @param parsed the parsed value; its type depends on the setting
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
     * @param directory the folder of the file {@code .env}; null to read no such file
     * @throws ConfigurationException a value is not allowed, or a secret was found where others can read it
     */
    public static Settings load(Map<Setting, String> flags, Map<String, String> environment, @Nullable Path directory) {
        return SettingsReader.load(flags, environment, directory);
    }

    /**
     * Finds a setting by name.
     *
     * @throws ConfigurationException there is no such setting; the message suggests a similar name
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

    /** A sentence for each given name that looks like a setting but is not one. */
    public List<String> warnings() {
        return warnings;
    }

    /** All settings, in the order of the documentation. */
    public List<Value> all() {
        return List.copyOf(values.values());
    }

    /** The environment for the gateway's process: all settings, so that it uses the same values as this process. */
    public Map<String, String> gatewayEnvironment() {
        Map<String, String> environment = environment(EnumSet.allOf(Setting.class));
        if (!isGiven(Setting.HTTP_PORT)) {
            // The gateway must know that this is only the default: it then tolerates that the port is in use.
            environment.remove(Setting.HTTP_PORT.name());
        }
        return environment;
    }

    /** The environment for a process around the gateway: addresses, folders, logging and scheduling. */
    public Map<String, String> clientEnvironment() {
        return environment(SHARED);
    }

    private Map<String, String> environment(Set<Setting> included) {
        Map<String, String> environment = new LinkedHashMap<>();
        values.forEach((setting, value) -> {
            if (included.contains(setting)) {
                environment.put(setting.name(), value.text());
            }
        });
        return environment;
    }

    /** The addresses that the system listens on, by the name of the port's setting; ports set to 0 are left out. */
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

    /** The address of the status page; empty if it is turned off. */
    public Optional<InetSocketAddress> statusPage() {
        return Optional.ofNullable(ports().get(Setting.HTTP_PORT.name()));
    }

    /** Whether a setting was given, instead of taken from its default. */
    public boolean isGiven(Setting setting) {
        Value value = values.get(setting);
        return value != null && !value.origin().equals("default");
    }

    /** Whether Linux's batch scheduling is requested. */
    public boolean isBatchScheduled() {
        return parsed(Setting.THREAD_SCHEDULING).equals("batch");
    }

    /** How long the execution thread busy-waits for the next order before it sleeps. */
    public Duration ownerSpin() {
        return Duration.of((Long) parsed(Setting.OWNER_SPIN_MICROS), ChronoUnit.MICROS);
    }

    /** The command to run for each alert; empty for none. */
    public Optional<Path> alertCommand() {
        return optional(Setting.ALERT_COMMAND).map(Path::of);
    }

    /** The longest time without a tick during trading hours before an alert fires. */
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

    /** The address on which order updates are published. */
    public String eventAddress() {
        return address(Setting.ZMQ_HOST, Setting.ZMQ_EVENT_PORT);
    }

    /** How often the exchange's positions are polled. */
    public Duration positionsRefresh() {
        return millis(Setting.POSITIONS_REFRESH_MS);
    }

    /** The greatest age of reported positions. */
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

    /** The account for which signals are traded; empty if it is selected at run time. */
    public Optional<String> orderAccount() {
        return optional(Setting.ORDER_ACCOUNT);
    }

    /** How long a process may send no heartbeat before it is restarted. */
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
                ? dataDirectory().resolve("journal")
                : Path.of(address.substring(Setting.FILE.length()));
    }

    /** Where past requests are found by their ids: beside the journal from which it is derived, and named like it if it must be. */
    public Path history() {
        Path folder = journal();
        String name = String.valueOf(folder.getFileName());
        return folder.resolveSibling(name.equals("journal") ? "history.db" : name + "-history.db");
    }

    /** Where the journal's head is kept: beside the data folder, so that a restored copy of the folder does not contain it. */
    public Path journalHead() {
        String file = (String) parsed(Setting.DLL_GATEWAY_JOURNAL_HEAD);
        if (!file.isEmpty()) {
            return Path.of(file);
        }
        Path folder = dataDirectory().toAbsolutePath().normalize();
        return folder.resolveSibling(folder.getFileName() + ".head");
    }

    /** Whether recorded orders survive a power loss; otherwise they survive only a kill of the gateway. */
    public boolean journalSurvivesPowerLoss() {
        return parsed(Setting.DLL_GATEWAY_JOURNAL_SYNC).equals("full");
    }

    /**
     * How long orders sent by a dead process may still be on their way to the exchange.
     *
     * @param simulated whether the exchange is simulated; the default is then 0, because such an order has already arrived
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

    /** The password file; empty if the password is typed, or none is needed. */
    public Optional<Path> passwordFile() {
        return optional(Setting.EXCHANGE_PASSWORD_FILE).map(Path::of);
    }

    /** The instrument to register; empty if the market data determines it, or it is registered at run time. */
    public Optional<String> registeredItem() {
        return optional(Setting.REGISTERED_ITEM);
    }

    public String simulatorFaults() {
        return (String) parsed(Setting.SIMULATOR_FAULTS);
    }

    /** Whether the conservative risk limits apply. */
    public boolean conservative(boolean simulated) {
        Object profile = parsed(Setting.RISK_PROFILE);
        return profile.equals("conservative") || (profile.equals("auto") && !simulated);
    }

    /** The operator's file of risk limits; empty if there is none. */
    public Optional<Path> riskLimits() {
        return optional(Setting.RISK_LIMITS_FILE).map(Path::of);
    }

    /** The percentage of failed orders that engages the kill switch; 0 for never. */
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

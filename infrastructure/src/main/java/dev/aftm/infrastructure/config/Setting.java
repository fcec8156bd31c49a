package dev.aftm.infrastructure.config;

import dev.aftm.domain.risk.RiskLimits;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All settings: default, allowed values and meaning. {@code docs/configuration.md} is generated from this. */
public enum Setting {
    DLL_GATEWAY_HOST("127.0.0.1", Allowed.LOOPBACK, "address on which the gateway serves requests"),
    DLL_GATEWAY_PORT("5557", Allowed.PORT, "port on which the gateway serves requests"),
    DLL_GATEWAY_REQUEST_TIMEOUT_MS("5000", Allowed.millis(100, 600_000), "how long a client waits for a reply"),
    DLL_GATEWAY_RETRY_COUNT("3", Allowed.number(0, 100), "how often a client repeats a request that got no reply"),
    EXCHANGE_CALL_TIMEOUT_MS(
            "3000",
            Allowed.millis(10, 600_000),
            "how long an order may wait for the exchange before its state is reported as unknown; must be below"
                    + " DLL_GATEWAY_REQUEST_TIMEOUT_MS"),
    ZMQ_HOST("127.0.0.1", Allowed.LOOPBACK, "address on which ticks, signals and order events are exchanged"),
    ZMQ_TICK_PORT("5555", Allowed.PORT, "port on which the gateway publishes ticks"),
    ZMQ_SIGNAL_PORT("5556", Allowed.PORT, "port on which the order executor receives signals"),
    ZMQ_EVENT_PORT("5558", Allowed.PORT, "port on which the gateway publishes order updates"),
    HTTP_PORT(
            "8000",
            Allowed.number(0, 65_535),
            "port of the status page, /metrics and /health, reachable from this machine only; 0 turns them off"),
    THREAD_SCHEDULING(
            "batch",
            Allowed.oneOf("batch", "normal"),
            "how Linux schedules the threads of long-running processes; with batch, a thread that wakes up does not"
                    + " preempt the thread that woke it, which reduces the highest order latencies"),
    OWNER_SPIN_MICROS(
            "0",
            Allowed.number(0, 1000),
            "how long the execution thread busy-waits for the next order before it sleeps, in microseconds; use"
                    + " more than 0 only if the thread has a processor of its own"),
    ALERT_COMMAND(
            "",
            Allowed.TEXT,
            "executable file that is run for each alert, as COMMAND STATE KIND SENTENCE, where STATE is fired or"
                    + " cleared; empty to write alerts only to the log"),
    ALERT_TICK_SILENCE_MS(
            "60000",
            Allowed.millis(100, 86_400_000),
            "longest time without a tick during trading hours before an alert fires"),
    TRADING_HOURS(
            "08:45-13:45,15:00-05:00",
            Allowed.HOURS,
            "when a real market trades, Monday to Friday, in Taipei time; empty for always"),
    EXCHANGE_MODE(
            "simulator",
            Allowed.oneOf("simulator", "dll"),
            "exchange on which the gateway trades: simulator, the built-in paper exchange; dll, a native library"),
    EXCHANGE_DLL_PATH("", Allowed.TEXT, "file of the native library; required if EXCHANGE_MODE is dll"),
    DEALER_URL("", Allowed.TEXT, "address of the broker's server, passed to the native library"),
    EXCHANGE_USER("", Allowed.TEXT, "user name for the login; empty if the native library needs none"),
    EXCHANGE_PASSWORD_FILE(
            "",
            Allowed.TEXT,
            "file that contains only the password and that only its owner can read; empty to type the password at the"
                    + " terminal"),
    REGISTERED_ITEM(
            "",
            Allowed.CODE_OR_EMPTY,
            "instrument whose ticks the gateway publishes; if empty, the one that was last registered with"
                    + " \"session register\" or, on a simulated exchange, the instrument of the market data"),
    ORDER_ACCOUNT(
            "",
            Allowed.CODE_OR_EMPTY,
            "account for which signals are traded; if empty, the one that was last selected with"
                    + " \"session select-account\" or, on a simulated exchange, SIM0001"),
    DATA_DIR("data", Allowed.TEXT, "folder of all stored data; created with mode 0700"),
    LOG_DIR("logs", Allowed.TEXT, "folder of the log files; created with mode 0700"),
    LOG_LEVEL("INFO", Allowed.oneOf("ERROR", "WARN", "INFO", "DEBUG", "TRACE"), "lowest level that is logged"),
    DLL_GATEWAY_REQUIRE_REQUEST_ID("false", Allowed.BOOLEAN, "whether orders without a request_id are rejected"),
    DLL_GATEWAY_LEGACY_WINDOW_MS(
            "20000",
            Allowed.millis(0, 86_400_000),
            "how long, after a start or an unanswered order, duplicates of orders without a request_id are rejected"),
    DLL_GATEWAY_JOURNAL(
            "", Allowed.JOURNAL, "where the order journal is stored; empty for the folder journal in DATA_DIR"),
    DLL_GATEWAY_JOURNAL_HEAD(
            "",
            Allowed.TEXT,
            "file outside DATA_DIR that remembers the journal's end; empty for DATA_DIR with .head added"),
    DLL_GATEWAY_JOURNAL_SYNC(
            "full",
            Allowed.oneOf("full", "normal"),
            "what recorded orders survive: full, a power loss; normal, a kill of the gateway"),
    RECOVERY_SETTLE_MS(
            "",
            Allowed.millisOrEmpty(0, 600_000),
            "how long recovery waits before it queries the exchange again for an order that the exchange did not"
                    + " report; if empty, 0 on a simulated exchange and 2000 on a real one"),
    POSITIONS_REFRESH_MS(
            "1000",
            Allowed.millis(100, 600_000),
            "how often the exchange's positions are polled and compared with the positions that follow from the fills"),
    POSITIONS_MAX_AGE_MS(
            "5000",
            Allowed.millis(100, 3_600_000),
            "greatest age of reported positions; must be above POSITIONS_REFRESH_MS"),
    HEARTBEAT_TIMEOUT_MS(
            "10000",
            Allowed.millis(1000, 600_000),
            "how long a process may send no heartbeat before \"run\" restarts it"),
    RISK_PROFILE(
            "auto",
            Allowed.oneOf("auto", "off", "conservative"),
            "risk limits on orders: auto is conservative on a real exchange and off on a simulated one; limits in"
                    + " RISK_LIMITS_FILE override them"),
    RISK_LIMITS_FILE("", Allowed.TEXT, "JSON file with your own risk limits; see docs/operating.md"),
    KILL_SWITCH_FAILURE_PERCENT(
            "0",
            Allowed.number(0, 100),
            "engage the kill switch when this percentage of the last KILL_SWITCH_FAILURE_ORDERS orders failed; 0 for"
                    + " never"),
    KILL_SWITCH_FAILURE_ORDERS(
            "20", Allowed.number(1, 10_000), "number of recent orders that KILL_SWITCH_FAILURE_PERCENT refers to"),
    KILL_SWITCH_ON_MISMATCH(
            "false",
            Allowed.BOOLEAN,
            "engage the kill switch when the exchange's positions differ from those that follow from the fills"),
    KILL_SWITCH_ON_DAILY_LOSS(
            "false", Allowed.BOOLEAN, "engage the kill switch when an account reaches its daily loss limit"),
    KILL_SWITCH_CANCELS(
            "false", Allowed.BOOLEAN, "whether open orders are cancelled when the kill switch engages automatically"),
    SIGNAL_TTL_MS("60000", Allowed.millis(100, 86_400_000), "how long after a signal its order may still be sent"),
    SIMULATOR_LEDGER(
            "", Allowed.TEXT, "ledger file of the paper exchange; empty for exchange-ledger.jsonl in DATA_DIR"),
    SIMULATOR_LATENCY_MS("0", Allowed.millis(0, 3_600_000), "delay of each order call of the paper exchange"),
    SIMULATOR_ACCOUNTS(
            "", Allowed.CODES, "accounts that the paper exchange accepts, separated by commas; empty for any"),
    SIMULATOR_FAULTS(
            "",
            Allowed.TEXT,
            "for tests: faults that the native simulated exchange injects, e.g. crash_at=100,delay_ms=5; see"
                    + " options.h"),
    SIMULATOR_TAPE_SEED("1", Allowed.number(0, Long.MAX_VALUE), "seed of the paper exchange's generated market data"),
    SIMULATOR_TAPE_TICKS("0", Allowed.number(0, Long.MAX_VALUE), "number of generated ticks; 0 for no end"),
    SIMULATOR_TAPE_TICKS_PER_SECOND("20", Allowed.number(1, 10_000), "generated ticks per second");

    /** Prefix of a journal's address. */
    static final String FILE = "file:";

    private final String defaultText;

    @SuppressWarnings("ImmutableEnumChecker") // Its parser is a lambda without state.
    private final Allowed allowed;

    private final String meaning;

    Setting(String defaultText, Allowed allowed, String meaning) {
        this.defaultText = defaultText;
        this.allowed = allowed;
        this.meaning = meaning;
    }

    public String defaultText() {
        return defaultText;
    }

    /** What is allowed, in words. */
    public String allowed() {
        return allowed.words;
    }

    /** What the setting means, in words. */
    public String meaning() {
        return meaning;
    }

    /**
     * Parses a value.
     *
     * @param origin where the text came from, for the message
     * @throws ConfigurationException the text is not allowed
     */
    Object parse(String text, String origin) {
        Object value = allowed.parser.apply(text.strip());
        if (value == null) {
            if (this == EXCHANGE_MODE && text.strip().equalsIgnoreCase("pfcf")) {
                throw new ConfigurationException(
                        "EXCHANGE_MODE is \"pfcf\" (" + origin + "), as in the system that AFTM replaces; set"
                                + " EXCHANGE_MODE=dll, and EXCHANGE_DLL_PATH to that broker's library.");
            }
            throw new ConfigurationException(
                    name() + " is \"" + text + "\" (" + origin + "); it must be " + allowed.words + ".");
        }
        return value;
    }

    /** The allowed values of a setting: a description, and a parser that returns null for a value that is not allowed. */
    private record Allowed(String words, Function<String, @Nullable Object> parser) {

        static final Pattern CODE_PATTERN = Pattern.compile("[A-Za-z0-9-]{1,20}");

        static final Allowed PORT = number(1, 65_535);
        static final Allowed BOOLEAN = new Allowed("true or false", Allowed::parseBoolean);
        static final Allowed TEXT = new Allowed("a text", text -> text);
        static final Allowed JOURNAL = new Allowed(
                "file: and a folder's path",
                text -> text.isEmpty() || (text.startsWith(FILE) && text.length() > FILE.length()) ? text : null);
        static final Allowed CODE_OR_EMPTY = new Allowed(
                "1 to 20 letters, digits or hyphens, or empty", text -> text.isEmpty() || matches(text) ? text : null);
        static final Allowed CODES = new Allowed(
                "account codes separated by commas, each 1 to 20 letters, digits or hyphens", Allowed::codes);
        static final Allowed HOURS =
                new Allowed("times of day such as 08:45-13:45, separated by commas, or empty", Allowed::parseHours);
        static final Allowed LOOPBACK = new Allowed(
                "an address of this machine alone (127.0.0.1), since the connection is not encrypted",
                text -> text.equals("localhost") || text.matches("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}")
                        ? text
                        : null);

        static Allowed number(long least, long most) {
            String range = most == Long.MAX_VALUE ? least + " or more" : "from " + least + " to " + most;
            return new Allowed("a whole number " + range, text -> parseNumber(text, least, most));
        }

        static Allowed millis(long least, long most) {
            return new Allowed(
                    "a whole number of milliseconds from " + least + " to " + most,
                    text -> parseNumber(text, least, most));
        }

        static Allowed millisOrEmpty(long least, long most) {
            Allowed millis = millis(least, most);
            return new Allowed(millis.words + ", or empty", text -> text.isEmpty() ? text : millis.parser.apply(text));
        }

        static Allowed oneOf(String... values) {
            return new Allowed("one of " + String.join(", ", values), text -> {
                for (String value : values) {
                    if (value.equalsIgnoreCase(text)) {
                        return value;
                    }
                }
                return null;
            });
        }

        private static @Nullable Object parseNumber(String text, long least, long most) {
            try {
                long number = Long.parseLong(text);
                return number >= least && number <= most ? (Object) number : null;
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }

        private static @Nullable Object parseBoolean(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> null;
            };
        }

        private static @Nullable Object parseHours(String text) {
            List<RiskLimits.Hours> hours = new ArrayList<>();
            for (String one : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
                String[] ends = one.strip().split("-", -1);
                if (ends.length != 2) {
                    return null;
                }
                try {
                    hours.add(new RiskLimits.Hours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip())));
                } catch (DateTimeException notATime) {
                    return null;
                }
            }
            return List.copyOf(hours);
        }

        private static @Nullable Object codes(String text) {
            Set<String> codes = new TreeSet<>();
            for (String code : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
                if (!matches(code.strip())) {
                    return null;
                }
                codes.add(code.strip());
            }
            return Set.copyOf(codes);
        }

        private static boolean matches(String text) {
            return CODE_PATTERN.matcher(text).matches();
        }
    }
}

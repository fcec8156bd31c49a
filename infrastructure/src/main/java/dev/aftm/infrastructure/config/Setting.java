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

/** Every setting: its default, what is allowed, and what it means. The documentation is made from this. */
public enum Setting {
    DLL_GATEWAY_HOST("127.0.0.1", Allowed.LOOPBACK, "where the gateway serves requests and clients find it"),
    DLL_GATEWAY_PORT("5557", Allowed.PORT, "port of the gateway's requests"),
    DLL_GATEWAY_REQUEST_TIMEOUT_MS("5000", Allowed.millis(100, 600_000), "how long a client waits for one answer"),
    DLL_GATEWAY_RETRY_COUNT("3", Allowed.number(0, 100), "how often a client asks again after silence"),
    EXCHANGE_CALL_TIMEOUT_MS(
            "3000",
            Allowed.millis(10, 600_000),
            "how long a caller waits for the exchange before it is told that the order's state is unknown; below"
                    + " DLL_GATEWAY_REQUEST_TIMEOUT_MS"),
    ZMQ_HOST("127.0.0.1", Allowed.LOOPBACK, "where ticks and signals are exchanged"),
    ZMQ_TICK_PORT("5555", Allowed.PORT, "port on which the gateway publishes ticks"),
    ZMQ_SIGNAL_PORT("5556", Allowed.PORT, "port on which the order executor takes signals"),
    ZMQ_EVENT_PORT("5558", Allowed.PORT, "port on which the gateway publishes changes of orders"),
    HTTP_PORT(
            "8000",
            Allowed.number(0, 65_535),
            "port of the status page, /metrics and /health, on this machine alone; 0 for none"),
    THREAD_SCHEDULING(
            "batch",
            Allowed.oneOf("batch", "normal"),
            "how Linux schedules the threads of long-running processes; batch: a thread that wakes does not push aside the"
                    + " one that woke it, which keeps the slowest orders fast"),
    OWNER_SPIN_MICROS(
            "0",
            Allowed.number(0, 1000),
            "how long the thread that owns the exchange looks for the next order before it sleeps, in microseconds; above 0"
                    + " only where it can have a processor for itself"),
    ALERT_COMMAND(
            "",
            Allowed.TEXT,
            "executable file that is told of alerts: COMMAND fired|cleared KIND SENTENCE; empty for none, they are in the"
                    + " log"),
    ALERT_TICK_SILENCE_MS(
            "60000", Allowed.millis(100, 86_400_000), "how long no tick may come while the market trades"),
    TRADING_HOURS(
            "08:45-13:45,15:00-05:00",
            Allowed.HOURS,
            "when a real market trades, Monday to Friday, by Taipei time; empty for always"),
    EXCHANGE_MODE(
            "simulator",
            Allowed.oneOf("simulator", "dll"),
            "which exchange the gateway trades on: the paper exchange that it brings along, or a native library"),
    EXCHANGE_DLL_PATH("", Allowed.TEXT, "file of the native library; needed where EXCHANGE_MODE is dll"),
    DEALER_URL("", Allowed.TEXT, "address of the broker's server, given to the native library"),
    EXCHANGE_USER("", Allowed.TEXT, "who logs in to the native library; empty where it wants nobody"),
    EXCHANGE_PASSWORD_FILE(
            "",
            Allowed.TEXT,
            "file that holds the password and nothing else, readable by its owner alone; empty to be asked for it at the"
                    + " terminal"),
    REGISTERED_ITEM(
            "",
            Allowed.CODE_OR_EMPTY,
            "the instrument whose trades the strategy follows; empty for the one that \"session register\" named last, on"
                    + " a simulated exchange the tape's"),
    ORDER_ACCOUNT(
            "",
            Allowed.CODE_OR_EMPTY,
            "the account that signals trade for; empty for the one that \"session select-account\" selected last, on a"
                    + " simulated exchange SIM0001"),
    DATA_DIR("data", Allowed.TEXT, "folder of everything that is kept; made with mode 0700"),
    LOG_DIR("logs", Allowed.TEXT, "folder of the log files; made with mode 0700"),
    LOG_LEVEL("INFO", Allowed.oneOf("ERROR", "WARN", "INFO", "DEBUG", "TRACE"), "how much is logged"),
    DLL_GATEWAY_REQUIRE_REQUEST_ID("false", Allowed.BOOLEAN, "whether orders without a request_id are refused"),
    DLL_GATEWAY_LEGACY_WINDOW_MS(
            "20000",
            Allowed.millis(0, 86_400_000),
            "how long after a start, or after an unanswered order, copies of orders without a request_id are refused"),
    DLL_GATEWAY_JOURNAL("", Allowed.JOURNAL, "where the record of orders is kept; empty for journal.db in DATA_DIR"),
    DLL_GATEWAY_JOURNAL_SYNC(
            "full",
            Allowed.oneOf("full", "normal"),
            "what a recorded order survives: full, the loss of power; normal, the gateway being killed"),
    RECOVERY_SETTLE_MS(
            "",
            Allowed.millisOrEmpty(0, 600_000),
            "how long recovery waits before it asks the exchange again for an order that it does not have; empty for 0"
                    + " on a simulated exchange and 2000 on a real one"),
    POSITIONS_REFRESH_MS(
            "1000",
            Allowed.millis(100, 600_000),
            "how often the exchange is asked for its positions, and these are compared with those that follow from the"
                    + " fills"),
    POSITIONS_MAX_AGE_MS(
            "5000",
            Allowed.millis(100, 3_600_000),
            "how old positions may be that are shown; above POSITIONS_REFRESH_MS"),
    HEARTBEAT_TIMEOUT_MS(
            "10000",
            Allowed.millis(1000, 600_000),
            "how long a component may give no sign of life before \"run\" starts it again"),
    RISK_PROFILE(
            "auto",
            Allowed.oneOf("auto", "off", "conservative"),
            "limits on orders: auto, conservative on a real exchange and off on a simulated one; what RISK_LIMITS_FILE"
                    + " sets is laid over them"),
    RISK_LIMITS_FILE("", Allowed.TEXT, "JSON file with limits of one's own; see docs/operating.md"),
    KILL_SWITCH_FAILURE_PERCENT(
            "0",
            Allowed.number(0, 100),
            "engage the kill switch where so many percent of the last KILL_SWITCH_FAILURE_ORDERS orders were not taken; 0"
                    + " for never"),
    KILL_SWITCH_FAILURE_ORDERS("20", Allowed.number(1, 10_000), "how many orders that looks back"),
    KILL_SWITCH_ON_MISMATCH(
            "false", Allowed.BOOLEAN, "engage the kill switch where positions do not follow from our fills"),
    KILL_SWITCH_ON_DAILY_LOSS(
            "false", Allowed.BOOLEAN, "engage the kill switch where an account has lost its day's limit"),
    KILL_SWITCH_CANCELS("false", Allowed.BOOLEAN, "whether a kill switch that engages by itself cancels open orders"),
    SIGNAL_TTL_MS("60000", Allowed.millis(100, 86_400_000), "how long a signal may wait for its order to be sent"),
    SIMULATOR_LEDGER(
            "", Allowed.TEXT, "file of the paper exchange's ledger; empty for exchange-ledger.jsonl in DATA_DIR"),
    SIMULATOR_LATENCY_MS("0", Allowed.millis(0, 3_600_000), "how long the paper exchange takes for each order call"),
    SIMULATOR_ACCOUNTS("", Allowed.CODES, "accounts that the paper exchange knows, separated by commas; empty for any"),
    SIMULATOR_FAULTS(
            "",
            Allowed.TEXT,
            "for trials: what the native simulated exchange does wrong, e.g. crash_at=100,delay_ms=5; see options.h"),
    SIMULATOR_TAPE_SEED("1", Allowed.number(0, Long.MAX_VALUE), "seed of the paper exchange's own tape"),
    SIMULATOR_TAPE_TICKS("0", Allowed.number(0, Long.MAX_VALUE), "length of that tape in ticks; 0 for endless"),
    SIMULATOR_TAPE_TICKS_PER_SECOND("20", Allowed.number(1, 10_000), "pace of that tape");

    /** What the address of a journal begins with. */
    static final String SQLITE = "jdbc:sqlite:";

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

    /** The value that a text means. */
    Object parse(String text, String origin) {
        Object value = allowed.parser.apply(text.strip());
        if (value == null) {
            if (this == EXCHANGE_MODE && text.strip().equalsIgnoreCase("pfcf")) {
                throw new ConfigurationException(
                        "EXCHANGE_MODE is \"pfcf\" (" + origin + "), as in the system that AFTM replaces; here it is"
                                + " EXCHANGE_MODE=dll, with EXCHANGE_DLL_PATH naming the library of that broker.");
            }
            throw new ConfigurationException(
                    name() + " is \"" + text + "\" (" + origin + "); it must be " + allowed.words + ".");
        }
        return value;
    }

    /** What a setting may be: words for people, and a parser that gives null for what is not allowed. */
    private record Allowed(String words, Function<String, @Nullable Object> parser) {

        static final Pattern CODE_PATTERN = Pattern.compile("[A-Za-z0-9-]{1,20}");

        static final Allowed PORT = number(1, 65_535);
        static final Allowed BOOLEAN = new Allowed("true or false", Allowed::parseBoolean);
        static final Allowed TEXT = new Allowed("a text", text -> text);
        static final Allowed JOURNAL = new Allowed(
                "jdbc:sqlite: and a file's path",
                text -> text.isEmpty() || (text.startsWith(SQLITE) && text.length() > SQLITE.length()) ? text : null);
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
            } catch (NumberFormatException e) {
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
                } catch (DateTimeException e) {
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

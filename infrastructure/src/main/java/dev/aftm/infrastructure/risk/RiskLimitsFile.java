package dev.aftm.infrastructure.risk;

import dev.aftm.domain.market.InvalidValueException;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.risk.RiskLimits;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a JSON file of risk limits: an array of objects. Each object sets limits; {@code account} and {@code item_code} restrict
 * them to one account or one instrument.
 */
public final class RiskLimitsFile {

    private static final Set<String> FIELDS = Set.of(
            "account",
            "item_code",
            "order_quantity",
            "notional",
            "net_position",
            "price_collar_percent",
            "price_age_ms",
            "client_orders_per_second",
            "total_orders_per_second",
            "identical_orders",
            "identical_ms",
            "may_match_itself",
            "daily_loss",
            "hours",
            "instruments");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int MOST_PER_SECOND = 1_000_000;

    private RiskLimitsFile() {}

    /**
     * Reads a file.
     *
     * @throws InvalidValueException the file cannot be read or contains something invalid; the message says where, and what is
     *     allowed
     */
    public static List<RiskLimitBook.Entry> read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new InvalidValueException("RISK_LIMITS_FILE is " + file + ", which cannot be read; check the path"
                    + " and the file's permissions.");
        }
    }

    /**
     * Reads the text of such a file.
     *
     * @param file its name in messages
     * @throws InvalidValueException as {@link #read}
     */
    public static List<RiskLimitBook.Entry> parse(String json, String file) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidValueException("RISK_LIMITS_FILE is " + file + ", which is not valid JSON.");
        }
        if (!root.isArray()) {
            throw new InvalidValueException(
                    "RISK_LIMITS_FILE is " + file + ", which must contain an array: [{...}, ...].");
        }
        List<RiskLimitBook.Entry> entries = new ArrayList<>();
        for (JsonNode element : root) {
            try {
                RiskLimitBook.Entry entry = entry(element);
                boolean isSecond = entries.stream()
                        .anyMatch(one -> Objects.equals(one.account(), entry.account())
                                && Objects.equals(one.itemCode(), entry.itemCode()));
                if (isSecond) {
                    throw new InvalidValueException("there is already an entry for the same account and instrument.");
                }
                entries.add(entry);
            } catch (InvalidValueException e) {
                throw new InvalidValueException(
                        "RISK_LIMITS_FILE: entry " + (entries.size() + 1) + " of " + file + ": " + e.getMessage());
            }
        }
        return List.copyOf(entries);
    }

    private static RiskLimitBook.Entry entry(JsonNode json) {
        if (!json.isObject()) {
            throw new InvalidValueException("it must be an object.");
        }
        for (String name : json.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw new InvalidValueException("there is no field \"" + name + "\"; the fields are "
                        + String.join(", ", new TreeSet<>(FIELDS)) + ".");
            }
        }
        RiskLimits limits = new RiskLimits(
                whole(json, "order_quantity", Integer.MAX_VALUE),
                amount(json, "notional"),
                whole(json, "net_position", Integer.MAX_VALUE),
                amount(json, "price_collar_percent"),
                millis(json, "price_age_ms"),
                whole(json, "client_orders_per_second", MOST_PER_SECOND),
                whole(json, "total_orders_per_second", MOST_PER_SECOND),
                whole(json, "identical_orders", 1024),
                millis(json, "identical_ms"),
                flag(json, "may_match_itself"),
                amount(json, "daily_loss"),
                hours(json),
                instruments(json));
        if ((limits.identicalOrders() == null) != (limits.identicalMillis() == null)) {
            throw new InvalidValueException("identical_orders and identical_ms must be set together.");
        }
        return new RiskLimitBook.Entry(code(json, "account"), code(json, "item_code"), limits);
    }

    private static @Nullable JsonNode value(JsonNode json, String name, Predicate<JsonNode> allowed, String words) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!allowed.test(value)) {
            throw new InvalidValueException(name + " must be " + words + ".");
        }
        return value;
    }

    private static @Nullable Integer whole(JsonNode json, String name, int most) {
        JsonNode value = value(
                json,
                name,
                one -> one.isIntegralNumber() && one.canConvertToInt() && one.intValue() >= 1 && one.intValue() <= most,
                "a whole number from 1 to " + most);
        return value == null ? null : value.intValue();
    }

    private static @Nullable Long millis(JsonNode json, String name) {
        JsonNode value = value(
                json,
                name,
                one -> one.isIntegralNumber() && one.canConvertToInt() && one.intValue() >= 1,
                "a whole number of milliseconds, 1 or more");
        return value == null ? null : value.longValue();
    }

    private static @Nullable BigDecimal amount(JsonNode json, String name) {
        JsonNode value =
                value(json, name, one -> one.isNumber() && one.decimalValue().signum() > 0, "a number above 0");
        return value == null ? null : value.decimalValue();
    }

    private static @Nullable Boolean flag(JsonNode json, String name) {
        JsonNode value = value(json, name, JsonNode::isBoolean, "true or false");
        return value == null ? null : value.booleanValue();
    }

    private static @Nullable String code(JsonNode json, String name) {
        JsonNode value = value(
                json,
                name,
                one -> one.isString() && NewOrder.isCode(one.stringValue()),
                "1 to 20 letters, digits or hyphens");
        return value == null ? null : value.stringValue();
    }

    /** An empty array is not allowed: it looks like "nothing is allowed", but would mean "no limit". */
    private static boolean isFilled(JsonNode json) {
        return json.isArray() && !json.isEmpty();
    }

    private static Set<String> instruments(JsonNode json) {
        JsonNode value =
                value(json, "instruments", RiskLimitsFile::isFilled, "an array of item codes that is not empty");
        Set<String> codes = new HashSet<>();
        for (JsonNode one : value == null ? MAPPER.createArrayNode() : value) {
            if (!one.isString() || !NewOrder.isCode(one.stringValue())) {
                throw new InvalidValueException("instruments must be an array of item codes.");
            }
            codes.add(one.stringValue());
        }
        return codes;
    }

    private static List<RiskLimits.Hours> hours(JsonNode json) {
        String words = "an array of times like \"08:45-13:45\"";
        JsonNode value = value(json, "hours", RiskLimitsFile::isFilled, words);
        List<RiskLimits.Hours> hours = new ArrayList<>();
        for (JsonNode one : value == null ? MAPPER.createArrayNode() : value) {
            String[] parts = one.isString() ? one.stringValue().split("-", -1) : new String[0];
            try {
                if (parts.length != 2) {
                    throw new InvalidValueException("hours must be " + words + ".");
                }
                hours.add(new RiskLimits.Hours(LocalTime.parse(parts[0]), LocalTime.parse(parts[1])));
            } catch (DateTimeException e) {
                throw new InvalidValueException("hours must be " + words + ".");
            }
        }
        return hours;
    }
}

package dev.aftm.infrastructure.store;

import dev.aftm.domain.market.InvalidValueException;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.strategy.ConditionPlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads conditions from a JSON file: an array of objects. Only action and trigger_price are required. */
public final class ConditionsFile {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Set<String> FIELDS = Set.of(
            "action",
            "trigger_price",
            "quantity",
            "turning_point",
            "take_profit_point",
            "stop_loss_point",
            "is_following",
            "item_code");

    private ConditionsFile() {}

    /**
     * Reads a file.
     *
     * @throws InvalidValueException the file cannot be read or a condition is invalid; the message is one sentence
     */
    public static List<ConditionPlan> read(Path file) {
        JsonNode root;
        try {
            root = MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new InvalidValueException(
                    "The conditions file " + file + " cannot be read; check the path and" + " the file's permissions.");
        } catch (ArithmeticException | NumberFormatException e) {
            throw new InvalidValueException(
                    "The conditions file " + file + " contains a number that is too large" + " to read.");
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            throw new InvalidValueException("The conditions file " + file + " is not valid JSON"
                    + (place == null ? "." : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")."));
        }
        if (!root.isArray()) {
            throw new InvalidValueException("The conditions file " + file + " must contain an array: [{...}, ...].");
        }
        List<ConditionPlan> plans = new ArrayList<>(root.size());
        for (JsonNode element : root) {
            try {
                plans.add(plan(element));
            } catch (InvalidValueException e) {
                throw new InvalidValueException(
                        "Condition " + (plans.size() + 1) + " of " + file + ": " + e.getMessage());
            }
        }
        return plans;
    }

    private static ConditionPlan plan(JsonNode json) {
        if (!json.isObject()) {
            throw new InvalidValueException("it must be an object.");
        }
        for (String name : json.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw new InvalidValueException("there is no field \"" + name + "\"; the fields are "
                        + String.join(", ", FIELDS.stream().sorted().toList()) + ".");
            }
        }
        BigDecimal trigger = decimal(json, "trigger_price", null);
        if (trigger == null) {
            throw new InvalidValueException("trigger_price is missing; it must be a number above 0.");
        }
        return new ConditionPlan(
                action(json),
                trigger,
                quantity(json),
                points(json, "turning_point", ConditionPlan.DEFAULT_TURNING_POINT),
                points(json, "take_profit_point", ConditionPlan.DEFAULT_TAKE_PROFIT_POINT),
                points(json, "stop_loss_point", ConditionPlan.DEFAULT_STOP_LOSS_POINT),
                following(json),
                itemCode(json));
    }

    private static Side action(JsonNode json) {
        JsonNode value = json.get("action");
        String text = value != null && value.isString() ? value.stringValue().toLowerCase(Locale.ROOT) : "";
        return switch (text) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw new InvalidValueException("action must be \"buy\" or \"sell\".");
        };
    }

    private static int quantity(JsonNode json) {
        JsonNode value = json.get("quantity");
        if (value == null || value.isNull()) {
            return ConditionPlan.DEFAULT_QUANTITY;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new InvalidValueException("quantity must be a whole number of 1 or more.");
        }
        return value.intValue();
    }

    private static BigDecimal points(JsonNode json, String name, BigDecimal otherwise) {
        BigDecimal value = decimal(json, name, otherwise);
        return value == null ? otherwise : value;
    }

    private static @Nullable BigDecimal decimal(JsonNode json, String name, @Nullable BigDecimal otherwise) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw new InvalidValueException(name + " must be a number.");
        }
        return value.decimalValue();
    }

    private static boolean following(JsonNode json) {
        JsonNode value = json.get("is_following");
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new InvalidValueException("is_following must be true or false.");
        }
        return value.booleanValue();
    }

    private static @Nullable String itemCode(JsonNode json) {
        JsonNode value = json.get("item_code");
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString() || !NewOrder.isCode(value.stringValue())) {
            throw new InvalidValueException("item_code must be 1 to 20 letters, digits or hyphens.");
        }
        return value.stringValue();
    }
}

package dev.aftm.infrastructure.zeromq;

import dev.aftm.domain.order.OrderIntent;
import dev.aftm.interactor.gateway.ErrorCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of a JSON object, read strictly: what is missing or of the wrong type is refused by name, nothing is
 * guessed, unknown fields are ignored.
 *
 * @param object the object
 * @param code the code of a refusal
 */
record WireFields(JsonNode object, ErrorCode code) {

    private static final int LONGEST_REMARK = 500;

    WireFields withCode(ErrorCode other) {
        return new WireFields(object, other);
    }

    String text(String name) throws WireRefusal {
        String text = optionalText(name);
        if (text == null) {
            throw new WireRefusal(code, name + " is missing; it must be a text.");
        }
        return text;
    }

    /** The account that something is asked for. */
    String account() throws WireRefusal {
        String account = withCode(ErrorCode.MISSING_ACCOUNT).optionalText("account");
        if (account == null || account.isBlank()) {
            throw new WireRefusal(ErrorCode.MISSING_ACCOUNT, "account is missing; it names whose data is asked for.");
        }
        if (!OrderIntent.isCode(account)) {
            throw new WireRefusal(ErrorCode.INVALID_REQUEST, "account must be 1 to 20 letters, digits or hyphens.");
        }
        return account;
    }

    /** A text for people to read later, e.g. a reason: short, and without control characters. */
    String remark(String name) throws WireRefusal {
        String text = text(name);
        boolean isSound = !text.isBlank()
                && text.length() <= LONGEST_REMARK
                && text.codePoints().noneMatch(Character::isISOControl);
        if (!isSound) {
            throw new WireRefusal(
                    ErrorCode.INVALID_REQUEST,
                    name + " must have 1 to " + LONGEST_REMARK + " characters and no control characters.");
        }
        return text;
    }

    /** The code of an account or an instrument. */
    String code(String name) throws WireRefusal {
        String text = text(name);
        if (!OrderIntent.isCode(text)) {
            throw new WireRefusal(code, name + " must be 1 to 20 letters, digits or hyphens.");
        }
        return text;
    }

    @Nullable String optionalText(String name) throws WireRefusal {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new WireRefusal(code, name + " must be a text.");
        }
        String text = value.stringValue();
        // Half of a surrogate pair cannot be written again, so it could not even be echoed.
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new WireRefusal(code, name + " must be valid Unicode.");
        }
        return text;
    }

    /** One of the spellings of an enumeration, whatever their case. */
    <T> T oneOf(String name, Map<String, T> spellings, String allowed) throws WireRefusal {
        T value = spellings.get(text(name).toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new WireRefusal(code, name + " must be one of " + allowed + ".");
        }
        return value;
    }

    /** True or false; false where the field is missing. */
    boolean flag(String name) throws WireRefusal {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new WireRefusal(code, name + " must be true or false.");
        }
        return value.booleanValue();
    }

    /** Whether a field is there, and not null. */
    boolean has(String name) {
        JsonNode value = object.get(name);
        return value != null && !value.isNull();
    }

    /** A whole number of 0 or more; 0 where the field is missing. */
    long optionalNumber(String name) throws WireRefusal {
        return has(name) ? wholeNumber(name) : 0;
    }

    BigDecimal decimal(String name) throws WireRefusal {
        JsonNode value = object.get(name);
        if (value == null || !value.isNumber()) {
            throw new WireRefusal(code, name + (value == null ? " is missing; it" : "") + " must be a number.");
        }
        return value.decimalValue();
    }

    /** A whole number of 1 or more that fits 31 bits; {@code 1.0} is not one. */
    int positiveInt(String name) throws WireRefusal {
        JsonNode value = object.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            throw new WireRefusal(
                    code, name + (value == null ? " is missing; it" : "") + " must be a whole number of 1 or more.");
        }
        return value.intValue();
    }

    long wholeNumber(String name) throws WireRefusal {
        JsonNode value = object.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new WireRefusal(
                    code, name + (value == null ? " is missing; it" : "") + " must be a whole number of 0 or more.");
        }
        return value.longValue();
    }

    @Nullable Instant optionalInstant(String name) throws WireRefusal {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new WireRefusal(code, name + " must be a whole number of milliseconds since 1970.");
        }
        return Instant.ofEpochMilli(value.longValue());
    }

    /** An object; an empty one where the field is missing. */
    WireFields optionalObject(String name) throws WireRefusal {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return new WireFields(JsonNodeFactory.instance.objectNode(), code);
        }
        if (!value.isObject()) {
            throw new WireRefusal(code, name + " must be an object.");
        }
        return new WireFields(value, code);
    }
}

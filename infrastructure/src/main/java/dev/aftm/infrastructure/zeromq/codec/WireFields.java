package dev.aftm.infrastructure.zeromq.codec;

import dev.aftm.domain.order.NewOrder;
import dev.aftm.interactor.gateway.error.ErrorCode;
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
public record WireFields(JsonNode object, ErrorCode code) {

    private static final int LONGEST_REMARK = 500;

    public WireFields withCode(ErrorCode other) {
        return new WireFields(object, other);
    }

    public String text(String name) throws WireRequestException {
        String text = optionalText(name);
        if (text == null) {
            throw new WireRequestException(code, name + " is missing; it must be a text.");
        }
        return text;
    }

    /** The account that something is asked for. */
    public String account() throws WireRequestException {
        String account = withCode(ErrorCode.MISSING_ACCOUNT).optionalText("account");
        if (account == null || account.isBlank()) {
            throw new WireRequestException(
                    ErrorCode.MISSING_ACCOUNT, "account is missing; it names whose data is asked for.");
        }
        if (!NewOrder.isCode(account)) {
            throw new WireRequestException(
                    ErrorCode.INVALID_REQUEST, "account must be 1 to 20 letters, digits or hyphens.");
        }
        return account;
    }

    /** A text for people to read later, e.g. a reason: short, and without control characters. */
    public String remark(String name) throws WireRequestException {
        String text = text(name);
        boolean isSound = !text.isBlank()
                && text.length() <= LONGEST_REMARK
                && text.codePoints().noneMatch(Character::isISOControl);
        if (!isSound) {
            throw new WireRequestException(
                    ErrorCode.INVALID_REQUEST,
                    name + " must have 1 to " + LONGEST_REMARK + " characters and no control characters.");
        }
        return text;
    }

    /** The code of an account or an instrument. */
    public String code(String name) throws WireRequestException {
        String text = text(name);
        if (!NewOrder.isCode(text)) {
            throw new WireRequestException(code, name + " must be 1 to 20 letters, digits or hyphens.");
        }
        return text;
    }

    public @Nullable String optionalText(String name) throws WireRequestException {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new WireRequestException(code, name + " must be a text.");
        }
        String text = value.stringValue();
        // Half of a surrogate pair cannot be written again, so it could not even be echoed.
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new WireRequestException(code, name + " must be valid Unicode.");
        }
        return text;
    }

    /** One of the spellings of an enumeration, whatever their case. */
    public <T> T oneOf(String name, Map<String, T> spellings, String allowed) throws WireRequestException {
        T value = spellings.get(text(name).toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new WireRequestException(code, name + " must be one of " + allowed + ".");
        }
        return value;
    }

    /** True or false; false where the field is missing. */
    public boolean flag(String name) throws WireRequestException {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new WireRequestException(code, name + " must be true or false.");
        }
        return value.booleanValue();
    }

    /** Whether a field is there, and not null. */
    public boolean has(String name) {
        JsonNode value = object.get(name);
        return value != null && !value.isNull();
    }

    /** A whole number of 0 or more; 0 where the field is missing. */
    public long optionalNumber(String name) throws WireRequestException {
        return has(name) ? wholeNumber(name) : 0;
    }

    public BigDecimal decimal(String name) throws WireRequestException {
        JsonNode value = object.get(name);
        if (value == null || !value.isNumber()) {
            throw new WireRequestException(
                    code, name + (value == null ? " is missing; it" : "") + " must be a number.");
        }
        return value.decimalValue();
    }

    /** A whole number of 1 or more that fits 31 bits; {@code 1.0} is not one. */
    public int positiveInt(String name) throws WireRequestException {
        JsonNode value = object.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            throw new WireRequestException(
                    code, name + (value == null ? " is missing; it" : "") + " must be a whole number of 1 or more.");
        }
        return value.intValue();
    }

    public long wholeNumber(String name) throws WireRequestException {
        JsonNode value = object.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new WireRequestException(
                    code, name + (value == null ? " is missing; it" : "") + " must be a whole number of 0 or more.");
        }
        return value.longValue();
    }

    @Nullable Instant optionalInstant(String name) throws WireRequestException {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new WireRequestException(code, name + " must be a whole number of milliseconds since 1970.");
        }
        return Instant.ofEpochMilli(value.longValue());
    }

    /** An object; an empty one where the field is missing. */
    WireFields optionalObject(String name) throws WireRequestException {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return new WireFields(JsonNodeFactory.instance.objectNode(), code);
        }
        if (!value.isObject()) {
            throw new WireRequestException(code, name + " must be an object.");
        }
        return new WireFields(value, code);
    }
}

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
 * Strict access to the fields of a JSON object: a missing field or a wrong type is rejected with the field's name, values
 * are not converted, and unknown fields are ignored.
 *
 * @param object the object
 * @param code the error code of a rejection
 */
public record WireFields(JsonNode object, ErrorCode code) {

    private static final int LONGEST_REMARK = 500;

    public WireFields withCode(ErrorCode other) {
        return new WireFields(object, other);
    }

    public String text(String name) throws WireRequestException {
        String text = optionalText(name);
        if (text == null) {
            throw new WireRequestException(code, name + " is missing; it must be a string.");
        }
        return text;
    }

    /** Returns the required field {@code account}. */
    public String account() throws WireRequestException {
        String account = withCode(ErrorCode.MISSING_ACCOUNT).optionalText("account");
        if (account == null || account.isBlank()) {
            throw new WireRequestException(
                    ErrorCode.MISSING_ACCOUNT, "account is missing; it must name the account whose data is requested.");
        }
        if (!NewOrder.isCode(account)) {
            throw new WireRequestException(
                    ErrorCode.INVALID_REQUEST, "account must be 1 to 20 letters, digits or hyphens.");
        }
        return account;
    }

    /** Returns a required short text for people, such as a reason, without control characters. */
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

    /** Returns a required account or instrument code. */
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
            throw new WireRequestException(code, name + " must be a string.");
        }
        String text = value.stringValue();
        // A lone surrogate cannot be encoded, so it could not be echoed in the reply.
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new WireRequestException(code, name + " must be valid Unicode.");
        }
        return text;
    }

    /** Returns the value for a required, case-insensitive spelling. */
    public <T> T oneOf(String name, Map<String, T> spellings, String allowed) throws WireRequestException {
        T value = spellings.get(text(name).toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new WireRequestException(code, name + " must be one of " + allowed + ".");
        }
        return value;
    }

    /** Returns an optional boolean; false if the field is missing. */
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

    /** Returns whether a field is present and not null. */
    public boolean has(String name) {
        JsonNode value = object.get(name);
        return value != null && !value.isNull();
    }

    /** Returns an optional whole number of 0 or more; 0 if the field is missing. */
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

    /** Returns a required whole number from 1 to 2,147,483,647; {@code 1.0} is rejected. */
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

    /** Returns an optional object; an empty one if the field is missing. */
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

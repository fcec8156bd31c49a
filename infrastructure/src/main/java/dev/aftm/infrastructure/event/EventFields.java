package dev.aftm.infrastructure.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of one line of the log, read in one pass without building a tree, because a start reads every line. A field that is
 * missing or has another form is an {@link IllegalArgumentException}. For one line and thread.
 */
final class EventFields {

    private final Map<String, String> fields = new HashMap<>();

    private EventFields() {}

    /** Reads a line; the fields of the detail are named {@code detail.NAME}, and lists in it are left out. */
    static EventFields of(JsonMapper mapper, byte[] line) {
        EventFields reader = new EventFields();
        try (JsonParser parser = mapper.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unreadable();
            }
            reader.read(parser, "");
        }
        return reader;
    }

    private void read(JsonParser parser, String prefix) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && prefix.isEmpty()) {
                read(parser, name + ".");
            } else if (value == JsonToken.START_ARRAY || value == JsonToken.START_OBJECT) {
                parser.skipChildren();
            } else {
                fields.put(name, parser.getString());
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw unreadable();
        }
    }

    /** A field outside of the detail; null if it is missing. */
    @Nullable String outer(String name) {
        return fields.get(name);
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(fields.get("detail." + name));
    }

    String text(String name) {
        return optional(name).orElseThrow(EventFields::unreadable);
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    boolean flag(String name) {
        return switch (text(name)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unreadable();
        };
    }

    BigDecimal decimal(String name) {
        return new BigDecimal(text(name));
    }

    LocalDate day(String name) {
        return LocalDate.parse(text(name));
    }

    Instant time(String name) {
        return Instant.parse(text(name));
    }

    static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("An event cannot be read.");
    }
}

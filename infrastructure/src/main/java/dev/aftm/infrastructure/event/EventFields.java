package dev.aftm.infrastructure.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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

    /** The length of a date, and of a date and time down to the seconds. */
    private static final int DATE = 10;

    private static final int SECONDS = 19;

    /** So few fields are found faster by going through them than in a map. */
    private final List<String> outer = new ArrayList<>(12);

    private final List<String> detail = new ArrayList<>(24);

    private EventFields() {}

    /** Reads a line, without the lists in its detail. */
    static EventFields of(JsonMapper mapper, byte[] line) {
        EventFields reader = new EventFields();
        try (JsonParser parser = mapper.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unreadable();
            }
            reader.read(parser, reader.outer);
        }
        return reader;
    }

    private void read(JsonParser parser, List<String> into) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && into == outer && name.equals("detail")) {
                read(parser, detail);
            } else if (value == JsonToken.START_ARRAY || value == JsonToken.START_OBJECT) {
                parser.skipChildren();
            } else {
                into.add(name);
                into.add(parser.getString());
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw unreadable();
        }
    }

    private static @Nullable String find(List<String> fields, String name) {
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equals(name)) {
                return fields.get(i + 1);
            }
        }
        return null;
    }

    /** A field outside of the detail; null if it is missing. */
    @Nullable String outer(String name) {
        return find(outer, name);
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(find(detail, name));
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
        String text = text(name);
        return isDate(text) && text.length() == DATE ? date(text) : LocalDate.parse(text);
    }

    Instant time(String name) {
        return instant(text(name));
    }

    /** Reads a time in UTC; the JDK's parser, for every other form, takes longer than the rest of the line. */
    static Instant instant(String text) {
        int length = text.length();
        boolean isUsual = length >= SECONDS + 1
                && text.charAt(length - 1) == 'Z'
                && isDate(text)
                && text.charAt(DATE) == 'T'
                && isNumber(text, 11, 13)
                && text.charAt(13) == ':'
                && isNumber(text, 14, 16)
                && text.charAt(16) == ':'
                && isNumber(text, 17, SECONDS)
                && (length == SECONDS + 1
                        || (length == SECONDS + 5 && text.charAt(SECONDS) == '.' && isNumber(text, 20, 23)));
        if (!isUsual || number(text, 11, 13) > 23 || number(text, 14, 16) > 59 || number(text, 17, SECONDS) > 59) {
            return Instant.parse(text);
        }
        long seconds = (date(text).toEpochDay() * 24 + number(text, 11, 13)) * 3600
                + number(text, 14, 16) * 60L
                + number(text, 17, SECONDS);
        return Instant.ofEpochSecond(seconds, length == SECONDS + 1 ? 0 : number(text, 20, 23) * 1_000_000L);
    }

    private static boolean isDate(String text) {
        return text.length() >= DATE
                && isNumber(text, 0, 4)
                && text.charAt(4) == '-'
                && isNumber(text, 5, 7)
                && text.charAt(7) == '-'
                && isNumber(text, 8, DATE);
    }

    private static LocalDate date(String text) {
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, DATE));
    }

    private static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("An event cannot be read.");
    }
}

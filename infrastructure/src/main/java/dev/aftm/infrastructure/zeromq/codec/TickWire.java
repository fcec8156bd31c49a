package dev.aftm.infrastructure.zeromq.codec;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.publication.SequencedTick;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The wire form of published ticks: one object, or an array of them in order. {@code time} is in milliseconds since 1970;
 * {@code confirm} is true if the replay waits for an acknowledgement. Written and parsed token by token for speed, since
 * there can be many thousands of ticks a second.
 */
public final class TickWire {

    public static final String TOPIC_PREFIX = "TICK.";

    private static final int BYTES_EACH = 160;

    private TickWire() {}

    /** Returns the topic of an instrument; the trailing dot keeps its subscription from matching a longer code. */
    public static byte[] topic(String itemCode) {
        return (TOPIC_PREFIX + itemCode + ".").getBytes(StandardCharsets.UTF_8);
    }

    /** Writes one tick as an object, several as an array. */
    public static byte[] write(List<SequencedTick> ticks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES_EACH * ticks.size());
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            if (ticks.size() == 1) {
                write(json, ticks.get(0));
            } else {
                json.writeStartArray();
                ticks.forEach(tick -> write(json, tick));
                json.writeEndArray();
            }
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, SequencedTick sequenced) {
        Tick tick = sequenced.tick();
        json.writeStartObject();
        json.writeStringProperty("feed", sequenced.feedId());
        json.writeNumberProperty("sequence", sequenced.sequence());
        json.writeNumberProperty("position", sequenced.position());
        json.writeStringProperty("item_code", tick.itemCode());
        json.writeNumberProperty("time", tick.time().toEpochMilli());
        json.writeNumberProperty("price", tick.price());
        json.writeNumberProperty("quantity", tick.quantity());
        json.writeBooleanProperty("confirm", sequenced.awaitsConfirmation());
        json.writeEndObject();
    }

    /**
     * Parses the ticks of a message.
     *
     * @throws JacksonException the message is not JSON
     * @throws IllegalArgumentException the message contains something other than ticks
     */
    public static List<SequencedTick> read(byte[] message) {
        List<SequencedTick> ticks = new ArrayList<>();
        try (JsonParser json = Json.MAPPER.createParser(message)) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_OBJECT) {
                ticks.add(readOne(json));
            } else if (first == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    ticks.add(readOne(json));
                }
                require(json.currentToken() == JsonToken.END_ARRAY);
            } else {
                require(false);
            }
            require(json.nextToken() == null);
        }
        return ticks;
    }

    private static SequencedTick readOne(JsonParser json) {
        String feed = null;
        String itemCode = null;
        BigDecimal price = null;
        Long sequence = null;
        Long position = null;
        Long time = null;
        Integer quantity = null;
        Boolean confirm = null;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "feed" -> feed = text(json, value);
                case "item_code" -> itemCode = text(json, value);
                case "sequence" -> sequence = number(json, value);
                case "position" -> position = number(json, value);
                case "time" -> time = number(json, value);
                case "price" -> {
                    require(value.isNumeric());
                    price = json.getDecimalValue();
                }
                case "quantity" -> quantity = Math.toIntExact(number(json, value));
                case "confirm" -> {
                    require(value.isBoolean());
                    confirm = json.getBooleanValue();
                }
                default -> json.skipChildren();
            }
        }
        return new SequencedTick(
                given(feed),
                given(sequence),
                given(position),
                given(confirm),
                new Tick(given(itemCode), Instant.ofEpochMilli(given(time)), given(price), given(quantity)));
    }

    private static String text(JsonParser json, JsonToken value) {
        require(value == JsonToken.VALUE_STRING);
        return json.getString();
    }

    private static long number(JsonParser json, JsonToken value) {
        require(value == JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("A tick lacks a required field.");
        }
        return value;
    }

    private static void require(boolean isSo) {
        if (!isSo) {
            throw new IllegalArgumentException("The message is not a tick.");
        }
    }
}

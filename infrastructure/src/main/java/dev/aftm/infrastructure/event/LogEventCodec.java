package dev.aftm.infrastructure.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aftm.domain.position.CarriedPosition;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.OrderKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes the events of the log, each as one line of JSON: time, kind, account, request id and tag where it is about an order,
 * and further values in {@code detail}. Any thread.
 */
public final class LogEventCodec {

    private static final String EPOCH = "epoch";
    private static final String ADOPTED = "orders_adopted";
    private static final String SESSION = "session";
    private static final String ACCOUNT = "account";
    private static final String INSTRUMENT = "instrument";
    private static final String DENIED = "order_denied";
    private static final String KILL_SWITCH = "kill_switch";
    private static final String POSITIONS = "positions_carried";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private LogEventCodec() {}

    /** A line of the log as it is written. */
    private record Written(
            String at,
            String kind,
            @Nullable String account,
            @Nullable String requestId,
            @Nullable String tag,
            Object detail) {}

    /**
     * An event in words.
     *
     * @param kind what happened, in one word
     * @param account the account, or empty
     * @param requestId the request id, or empty
     * @param tag the tag, or empty
     * @param detail further values, a JSON object
     */
    public record Shown(String kind, String account, String requestId, String tag, JsonNode detail) {

        /** The detail as text. */
        public String detailText() {
            return detail.toString();
        }
    }

    private record Epoch(String installation, String epoch) {}

    private record Adopted(int orders, String by, String reason) {}

    private record Session(String state) {}

    private record Code(String code) {}

    private record What(String what) {}

    private record Denied(String account, String requestId, String client, String code, String reason) {}

    private record Carried(String tradingDay, List<CarriedPosition> positions) {}

    /** Encodes an event and its time. */
    public static byte[] encode(Instant at, LogEvent event) {
        Encoded encoded = encoded(event);
        Written line = event instanceof LogEvent.OfOrder of
                ? new Written(
                        at.toString(),
                        encoded.kind(),
                        of.key().account(),
                        of.key().requestId(),
                        of.tag(),
                        encoded.detail())
                : new Written(at.toString(), encoded.kind(), null, null, null, encoded.detail());
        return MAPPER.writeValueAsBytes(line);
    }

    /** Describes an event for people and other programs. */
    public static Shown show(LogEvent event) {
        Encoded encoded = encoded(event);
        JsonNode detail = MAPPER.valueToTree(encoded.detail());
        return event instanceof LogEvent.OfOrder of
                ? new Shown(encoded.kind(), of.key().account(), of.key().requestId(), of.tag(), detail)
                : new Shown(encoded.kind(), "", "", "", detail);
    }

    private static Encoded encoded(LogEvent event) {
        if (event instanceof LogEvent.OfOrder of) {
            return OrderEventCodec.encode(of.event());
        }
        if (event instanceof LogEvent.EpochBegun epoch) {
            return new Encoded(EPOCH, new Epoch(epoch.installation(), epoch.epoch()));
        }
        if (event instanceof LogEvent.OrdersAdopted adopted) {
            return new Encoded(ADOPTED, new Adopted(adopted.orders(), adopted.by(), adopted.reason()));
        }
        if (event instanceof LogEvent.SessionChanged session) {
            return new Encoded(SESSION, new Session(session.state().name()));
        }
        if (event instanceof LogEvent.AccountSelected selected) {
            return new Encoded(ACCOUNT, new Code(selected.account()));
        }
        if (event instanceof LogEvent.InstrumentSelected selected) {
            return new Encoded(INSTRUMENT, new Code(selected.itemCode()));
        }
        if (event instanceof LogEvent.OrderDenied denied) {
            return new Encoded(
                    DENIED,
                    new Denied(denied.account(), denied.requestId(), denied.client(), denied.code(), denied.reason()));
        }
        if (event instanceof LogEvent.KillSwitchChanged changed) {
            return new Encoded(KILL_SWITCH, new What(changed.what()));
        }
        LogEvent.PositionsCarried carried = (LogEvent.PositionsCarried) event;
        return new Encoded(POSITIONS, new Carried(carried.tradingDay().toString(), carried.positions()));
    }

    /**
     * Decodes an event.
     *
     * @throws IllegalArgumentException the line is not one of this log's
     */
    public static LoggedEvent decode(long position, byte[] line) {
        try {
            EventFields read = EventFields.of(MAPPER, line);
            String kind = present(read.outer("kind"));
            String account = read.outer("account");
            LogEvent event = account == null
                    ? ofGateway(kind, read, line)
                    : new LogEvent.OfOrder(
                            new OrderKey(account, present(read.outer("request_id"))),
                            present(read.outer("tag")),
                            OrderEventCodec.decode(kind, read));
            return new LoggedEvent(position, EventFields.instant(present(read.outer("at"))), event);
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("An event cannot be read.", e);
        }
    }

    private static String present(@Nullable String value) {
        if (value == null) {
            throw EventFields.unreadable();
        }
        return value;
    }

    private static LogEvent.OfGateway ofGateway(String kind, EventFields read, byte[] line) {
        return switch (kind) {
            case EPOCH -> new LogEvent.EpochBegun(read.text("installation"), read.text("epoch"));
            case ADOPTED -> new LogEvent.OrdersAdopted(read.number("orders"), read.text("by"), read.text("reason"));
            case SESSION -> new LogEvent.SessionChanged(ExchangeSession.State.valueOf(read.text("state")));
            case ACCOUNT -> new LogEvent.AccountSelected(read.text("code"));
            case INSTRUMENT -> new LogEvent.InstrumentSelected(read.text("code"));
            case DENIED ->
                new LogEvent.OrderDenied(
                        read.text("account"),
                        read.text("request_id"),
                        read.text("client"),
                        read.text("code"),
                        read.text("reason"));
            case KILL_SWITCH -> new LogEvent.KillSwitchChanged(read.text("what"));
            case POSITIONS -> new LogEvent.PositionsCarried(read.day("trading_day"), positions(line));
            default -> throw EventFields.unreadable();
        };
    }

    private static List<CarriedPosition> positions(byte[] line) {
        JsonNode listed = MAPPER.readTree(line).path("detail").path("positions");
        if (!listed.isArray()) {
            throw EventFields.unreadable();
        }
        return List.of(MAPPER.treeToValue(listed, CarriedPosition[].class));
    }
}

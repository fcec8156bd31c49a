package dev.aftm.infrastructure.journal.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.Instruction;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderChange;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.interactor.port.store.OrderJournal.State;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Encodes intents and states as journal events: the kind is the state's name, the detail a JSON object. */
public final class StateCodec {

    public static final String INTENDED = "intended";
    static final String NOT_SENT = "not_sent";
    static final String ACCEPTED = "accepted";
    static final String REJECTED = "refused";
    public static final String UNKNOWN = "unknown";
    static final String RESOLVED_NOT_SENT = "resolved_not_sent";

    /** Prefix of the kinds that are about a change of an order. */
    public static final String CHANGE_PREFIX = "change_";

    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private StateCodec() {}

    /**
     * A decoded intent.
     *
     * @param instruction the order, or the change of one
     * @param tradingDay the trading day of the intent
     */
    public record Intent(Instruction instruction, LocalDate tradingDay) {}

    private record ChangeDetail(
            @Nullable String targetRequestId,
            @Nullable String orderSerial,
            @Nullable BigDecimal price,
            @Nullable Integer quantity,
            String tradingDay) {}

    private record IntentDetail(
            String itemCode,
            Side side,
            String type,
            BigDecimal price,
            int quantity,
            PositionEffect openClose,
            boolean dayTrade,
            TimeInForce timeInForce,
            String note,
            String tradingDay,
            @Nullable String cause) {}

    private record StateDetail(
            @Nullable String orderSerial,
            @Nullable String code,
            @Nullable String text,
            @Nullable String reason,
            @Nullable String remark) {}

    public static String writeIntent(Instruction instruction, LocalDate tradingDay, String cause) {
        if (instruction instanceof OrderChange change) {
            return MAPPER.writeValueAsString(new ChangeDetail(
                    change.targetId(), change.orderSerial(), change.price(), change.quantity(), tradingDay.toString()));
        }
        NewOrder order = (NewOrder) instruction;
        return MAPPER.writeValueAsString(new IntentDetail(
                order.itemCode(),
                order.side(),
                order.type().code().toUpperCase(Locale.ROOT),
                order.price(),
                order.quantity(),
                order.openClose(),
                order.dayTrade(),
                order.timeInForce(),
                order.note(),
                tradingDay.toString(),
                cause.isEmpty() ? null : cause));
    }

    public static boolean isIntent(String kind) {
        return kind.equals(INTENDED) || kind.equals(CHANGE_PREFIX + INTENDED);
    }

    /**
     * Decodes an intent.
     *
     * @throws IllegalArgumentException it cannot be read
     */
    public static Intent readIntent(Event event) {
        try {
            if (event.kind().startsWith(CHANGE_PREFIX)) {
                ChangeDetail read = MAPPER.readValue(event.detail(), ChangeDetail.class);
                return new Intent(
                        new OrderChange(read.targetRequestId, read.orderSerial, read.price, read.quantity),
                        LocalDate.parse(read.tradingDay));
            }
            IntentDetail read = MAPPER.readValue(event.detail(), IntentDetail.class);
            NewOrder order = new NewOrder(
                    read.itemCode,
                    read.side,
                    OrderType.ofCode(read.type)
                            .orElseThrow(() -> new IllegalArgumentException("An intent cannot be read.")),
                    read.price,
                    read.quantity,
                    read.openClose,
                    read.dayTrade,
                    read.timeInForce,
                    read.note);
            return new Intent(order, LocalDate.parse(read.tradingDay));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("An intent cannot be read.", e);
        }
    }

    /** The kind of event for a state of an order, or of a change of an order. */
    public static String kindOf(State state, Instruction instruction) {
        return (instruction instanceof OrderChange ? CHANGE_PREFIX : "") + nameOf(state);
    }

    /** The kind for a new state, given the kind before: a change of an order stays one. */
    public static String sameFamily(String before, State state) {
        return (before.startsWith(CHANGE_PREFIX) ? CHANGE_PREFIX : "") + nameOf(state);
    }

    private static String nameOf(State state) {
        if (state instanceof State.Intended) {
            return INTENDED;
        }
        if (state instanceof State.NotSent) {
            return NOT_SENT;
        }
        if (state instanceof State.Accepted) {
            return ACCEPTED;
        }
        if (state instanceof State.Rejected) {
            return REJECTED;
        }
        return state instanceof State.Unknown ? UNKNOWN : RESOLVED_NOT_SENT;
    }

    public static String writeState(State state, String remark) {
        String serial = state instanceof State.Accepted accepted ? accepted.orderSerial() : null;
        String code = state instanceof State.Rejected rejected ? rejected.code() : null;
        String text = state instanceof State.Rejected rejected ? rejected.text() : null;
        String reason = state instanceof State.Unknown unknown ? unknown.reason() : null;
        if (state instanceof State.ResolvedNotSent resolved) {
            reason = resolved.reason();
        }
        return MAPPER.writeValueAsString(new StateDetail(serial, code, text, reason, remark.isEmpty() ? null : remark));
    }

    public static State readState(Event event) {
        String kind =
                event.kind().startsWith(CHANGE_PREFIX) ? event.kind().substring(CHANGE_PREFIX.length()) : event.kind();
        if (kind.equals(INTENDED)) {
            return new State.Intended();
        }
        try {
            StateDetail detail = MAPPER.readValue(event.detail(), StateDetail.class);
            return switch (kind) {
                case NOT_SENT -> new State.NotSent();
                case ACCEPTED -> new State.Accepted(required(detail.orderSerial));
                case REJECTED -> new State.Rejected(required(detail.code), required(detail.text));
                case UNKNOWN -> new State.Unknown(required(detail.reason));
                case RESOLVED_NOT_SENT -> new State.ResolvedNotSent(required(detail.reason));
                default -> throw new IllegalArgumentException("This kind of state does not exist.");
            };
        } catch (JacksonException e) {
            throw new IllegalArgumentException("A state cannot be read.", e);
        }
    }

    /**
     * Returns a required field.
     *
     * @throws IllegalArgumentException it is missing
     */
    static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("An event lacks a required field.");
        }
        return value;
    }
}

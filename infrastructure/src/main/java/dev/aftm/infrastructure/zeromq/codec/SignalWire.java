package dev.aftm.infrastructure.zeromq.codec;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.strategy.SignalReason;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.port.signal.OutgoingSignal;
import dev.aftm.interactor.port.signal.SignalAck;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The wire form of a signal from the strategy to the order executor; times in milliseconds since 1970. */
public record SignalWire(
        String signalId,
        long conditionId,
        long when,
        String itemCode,
        String side,
        int quantity,
        BigDecimal price,
        String reason,
        long expiresAt) {

    private static final Map<String, Side> SIDES = Map.of("buy", Side.BUY, "sell", Side.SELL);
    private static final Map<String, SignalReason> REASONS = Map.of(
            "entry", SignalReason.ENTRY,
            "take_profit", SignalReason.TAKE_PROFIT,
            "stop_loss", SignalReason.STOP_LOSS);

    /** The wire form of the executor's acknowledgement: the signal's id and the result in lower case. */
    public record Answer(String ack, String result) {

        public Answer {
            Objects.requireNonNull(ack, "ack");
            Objects.requireNonNull(result, "result");
        }

        public static Answer of(SignalAck answer) {
            return new Answer(answer.signalId(), answer.result().name().toLowerCase(Locale.ROOT));
        }

        /** Parses an acknowledgement; returns null if the message is not one. */
        public static @Nullable SignalAck read(byte[] body) {
            try {
                Answer wire = Json.MAPPER.readValue(body, Answer.class);
                return new SignalAck(wire.ack, SignalAck.Result.valueOf(wire.result.toUpperCase(Locale.ROOT)));
            } catch (JacksonException | ArithmeticException | IllegalArgumentException unreadable) {
                return null;
            }
        }
    }

    public static SignalWire of(OutgoingSignal outgoing) {
        TradingSignal signal = outgoing.signal();
        return new SignalWire(
                signal.id(),
                signal.conditionId(),
                signal.time().toEpochMilli(),
                signal.itemCode(),
                signal.side().name().toLowerCase(Locale.ROOT),
                signal.quantity(),
                signal.price(),
                signal.reason().name().toLowerCase(Locale.ROOT),
                outgoing.expiresAt().toEpochMilli());
    }

    /**
     * Parses a signal and checks each field.
     *
     * @throws WireRequestException the message is not a valid signal; the text names the field
     */
    public static OutgoingSignal read(byte[] body) throws WireRequestException {
        WireFields fields;
        try {
            fields = new WireFields(Json.MAPPER.readTree(body), ErrorCode.INVALID_REQUEST);
        } catch (JacksonException | ArithmeticException | IllegalArgumentException e) {
            throw new WireRequestException(ErrorCode.INVALID_JSON, "A signal must be valid JSON.");
        }
        String id = fields.text("signal_id");
        if (!OrderRequest.isRequestId(id)) {
            throw new WireRequestException(
                    ErrorCode.INVALID_REQUEST, "signal_id must be 8 to 64 letters, digits, dots, colons or hyphens.");
        }
        TradingSignal signal = new TradingSignal(
                id,
                fields.wholeNumber("condition_id"),
                Instant.ofEpochMilli(fields.wholeNumber("when")),
                fields.text("item_code"),
                fields.oneOf("side", SIDES, "buy, sell"),
                fields.positiveInt("quantity"),
                fields.decimal("price"),
                fields.oneOf("reason", REASONS, "entry, take_profit, stop_loss"));
        return new OutgoingSignal(signal, Instant.ofEpochMilli(fields.wholeNumber("expires_at")));
    }

    /** Extracts the signal's id from a message that is otherwise invalid, so that the rejection can name it. */
    public static Optional<String> idOf(byte[] body) {
        try {
            return Optional.of(Json.MAPPER.readTree(body).path("signal_id"))
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .filter(OrderRequest::isRequestId);
        } catch (JacksonException | ArithmeticException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    public byte[] bytes() {
        return Json.MAPPER.writeValueAsBytes(this);
    }
}

package dev.aftm.infrastructure.zeromq.codec;

import dev.aftm.infrastructure.zeromq.socket.Sockets;
import dev.aftm.interactor.gateway.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The validated envelope of a request.
 *
 * @param operation the operation's name
 * @param parameters the operation's parameters; empty if the request has none
 * @param origin identifies the connection that the request came from
 * @param requestId echoed in the reply; null if the request has none
 * @param expiresAt nothing is sent to the exchange for the request after this time; null for no limit
 * @param cause what triggered the request, recorded in the journal; may be empty
 */
public record WireRequest(
        String operation,
        WireFields parameters,
        String origin,
        @Nullable String requestId,
        @Nullable Instant expiresAt,
        String cause) {

    /** Bounds the size of replies, which echo the id. */
    private static final int LONGEST_ECHO = 256;

    /**
     * Parses and validates the envelope.
     *
     * @throws WireRequestException a field is missing or invalid; the message names it
     */
    public static WireRequest of(JsonNode root, String origin) throws WireRequestException {
        if (!root.isObject()) {
            throw new WireRequestException(ErrorCode.INVALID_REQUEST, "A request must be a JSON object.");
        }
        WireFields envelope = new WireFields(root, ErrorCode.INVALID_REQUEST);
        String requestId = envelope.optionalText("request_id");
        if (requestId != null && requestId.length() > LONGEST_ECHO) {
            throw new WireRequestException(
                    ErrorCode.INVALID_REQUEST, "request_id must have at most " + LONGEST_ECHO + " characters.");
        }
        try {
            String operation = envelope.text("operation");
            Instant expiresAt = envelope.optionalInstant("expires_at");
            String cause = envelope.optionalText("cause");
            WireFields parameters = envelope.optionalObject("parameters");
            return new WireRequest(operation, parameters, origin, requestId, expiresAt, cause == null ? "" : cause);
        } catch (WireRequestException refusal) {
            throw refusal.answering(requestId);
        }
    }

    /** Extracts the account from a request that may be otherwise invalid. */
    public static Optional<String> accountOf(JsonNode root) {
        JsonNode account = root.path("parameters").path("order_account");
        return account.isString() ? Optional.of(account.stringValue()) : Optional.empty();
    }

    /**
     * Parses a message as JSON.
     *
     * @throws WireRequestException the message is too large, or is not valid JSON
     */
    public static JsonNode read(byte[] body) throws WireRequestException {
        if (body.length > Sockets.MAX_REQUEST_BYTES) {
            throw new WireRequestException(
                    ErrorCode.MESSAGE_TOO_LARGE,
                    "The request has " + body.length + " bytes; at" + " most " + Sockets.MAX_REQUEST_BYTES
                            + " are allowed.");
        }
        try {
            // Decoded strictly here because the parser alone accepts broken UTF-8 and UTF-16.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode root = Json.MAPPER.readTree(text);
            if (root.isMissingNode()) {
                throw new WireRequestException(ErrorCode.INVALID_JSON, "The request is empty.");
            }
            return root;
        } catch (CharacterCodingException e) {
            throw new WireRequestException(ErrorCode.INVALID_JSON, "The request is not valid UTF-8.");
        } catch (ArithmeticException | NumberFormatException e) {
            throw new WireRequestException(
                    ErrorCode.INVALID_JSON, "The request contains a number that is out of" + " range.");
        } catch (JacksonException e) {
            var place = e.getLocation();
            String where = place == null || place.getLineNr() < 1
                    ? ""
                    : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
            throw new WireRequestException(ErrorCode.INVALID_JSON, "The request is not valid JSON" + where + ".");
        }
    }
}

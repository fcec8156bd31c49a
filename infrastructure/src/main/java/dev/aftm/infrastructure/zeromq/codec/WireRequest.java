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
 * A request's envelope, checked.
 *
 * @param operation what is asked for
 * @param parameters the operation's own part, an object
 * @param origin names the connection that it came over
 * @param requestId echoed in the reply where one was given
 * @param expiresAt after this nothing may be sent for the request
 * @param cause what gave rise to it, for whoever reads the record later; may be empty
 */
public record WireRequest(
        String operation,
        WireFields parameters,
        String origin,
        @Nullable String requestId,
        @Nullable Instant expiresAt,
        String cause) {

    /** Replies must stay small, whatever is asked to be echoed in them. */
    private static final int LONGEST_ECHO = 256;

    /** Checks the envelope; whatever is wrong with it is refused by name. */
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

    /** The account that a refused request is about, where it can be told at all. */
    public static Optional<String> accountOf(JsonNode root) {
        JsonNode account = root.path("parameters").path("order_account");
        return account.isString() ? Optional.of(account.stringValue()) : Optional.empty();
    }

    /** Reads a message as JSON; what is too large or is none is refused by name. */
    public static JsonNode read(byte[] body) throws WireRequestException {
        if (body.length > Sockets.MAX_REQUEST_BYTES) {
            throw new WireRequestException(
                    ErrorCode.MESSAGE_TOO_LARGE,
                    "The request has " + body.length + " bytes; " + Sockets.MAX_REQUEST_BYTES + " are allowed.");
        }
        try {
            // Decoded here, and strictly: the parser alone would let broken UTF-8 and UTF-16 through.
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
            throw new WireRequestException(ErrorCode.INVALID_JSON, "The request holds a number that cannot be read.");
        } catch (JacksonException e) {
            var place = e.getLocation();
            String where = place == null || place.getLineNr() < 1
                    ? ""
                    : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
            throw new WireRequestException(ErrorCode.INVALID_JSON, "The request is not valid JSON" + where + ".");
        }
    }
}

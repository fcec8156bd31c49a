package dev.aftm.infrastructure.zeromq.codec;

import dev.aftm.infrastructure.zeromq.request.operation.ChangeOrderHandler;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.port.publication.SequencedTick;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The fuzz target of all message parsers. Each message must be parsed, or rejected with one sentence. A parsed order must
 * survive a round trip.
 */
public final class CodecFuzz {

    private CodecFuzz() {}

    /** The fuzzer's entry point. */
    public static void fuzzerTestOneInput(byte[] message) {
        readRequest(message);
        readSignal(message);
        var unusedAnswer = SignalWire.Answer.read(message);
        readUpdates(message);
        var unusedId = SignalWire.idOf(message);
    }

    private static void readRequest(byte[] message) {
        try {
            JsonNode root = WireRequest.read(message);
            var unusedAccount = WireRequest.accountOf(root);
            WireRequest request = WireRequest.of(root, "fuzz");
            readChange(request);
            requireSame(OrderWire.read(request));
        } catch (WireRequestException refusal) {
            requireSentence(refusal);
        }
    }

    private static void readChange(WireRequest request) {
        for (boolean replaces : new boolean[] {true, false}) {
            try {
                var unused = ChangeOrderHandler.read(request, replaces);
            } catch (WireRequestException refusal) {
                requireSentence(refusal);
            }
        }
    }

    private static void readUpdates(byte[] message) {
        try {
            var unused = OrderUpdateWire.read(message);
        } catch (IllegalArgumentException e) {
            // These messages come from our own gateway; a subscription logs and drops invalid ones.
        }
    }

    private static void requireSame(OrderRequest order) throws WireRequestException {
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("operation", "send_order");
        envelope.put("request_id", order.requestId());
        var expiresAt = order.expiresAt();
        envelope.put("expires_at", expiresAt == null ? null : expiresAt.toEpochMilli());
        envelope.put("cause", order.cause());
        envelope.put("parameters", OrderWire.of(order));
        envelope.values().removeIf(value -> value == null);
        OrderRequest again =
                OrderWire.read(WireRequest.of(WireRequest.read(Json.MAPPER.writeValueAsBytes(envelope)), "fuzz"));
        if (!again.equals(order)) {
            throw new IllegalStateException("An order has changed on its way: " + order + " became " + again);
        }
    }

    private static void readSignal(byte[] message) {
        try {
            SignalWire.of(SignalWire.read(message)).bytes();
        } catch (WireRequestException refusal) {
            requireSentence(refusal);
        }
        try {
            List<SequencedTick> ticks = TickWire.read(message);
            if (!TickWire.read(TickWire.write(ticks)).equals(ticks)) {
                throw new IllegalStateException("Ticks have changed on their way: " + ticks);
            }
        } catch (JacksonException | IllegalArgumentException | ArithmeticException e) {
            // Ticks come from our own gateway; the strategy logs and drops invalid ones.
        }
    }

    private static void requireSentence(WireRequestException refusal) {
        String sentence = refusal.sentence();
        boolean isOne = sentence.length() > 10
                && sentence.endsWith(".")
                && sentence.getBytes(StandardCharsets.UTF_8).length < 1024
                && !sentence.contains("\n")
                && !sentence.contains("Exception");
        if (!isOne) {
            throw new IllegalStateException("This is no sentence for a person: " + sentence);
        }
    }
}

package dev.aftm.infrastructure.zeromq.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.infrastructure.zeromq.codec.Json;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.gateway.order.Orders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks the tests of the sockets: each of their checks must fail on a deliberately broken part. The planted faults of the
 * order path are in {@code PlantedFault}.
 */
@Timeout(60)
final class PlantedEdgeFaultTest {

    /** Messages that must be rejected, and the setting whose loss would let each one through. */
    private static final Map<String, String> FORBIDDEN = Map.of(
            "NAN_LET_THROUGH", "{\"price\":NaN}",
            "SECOND_VALUE_TAKEN", "{\"price\":1,\"price\":2}",
            "REST_IGNORED", "{\"price\":1} {\"price\":2}");

    private static JsonMapper broken(String fault) {
        return switch (fault) {
            case "NAN_LET_THROUGH" ->
                Json.MAPPER
                        .rebuild()
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .build();
            case "SECOND_VALUE_TAKEN" ->
                Json.MAPPER
                        .rebuild()
                        .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
            default ->
                Json.MAPPER
                        .rebuild()
                        .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build();
        };
    }

    private static boolean refuses(JsonMapper mapper, String message) {
        try {
            mapper.readTree(message);
            return false;
        } catch (JacksonException e) {
            return true;
        }
    }

    /** Returns what a client takes for the reply to its second request if the late reply to the first arrives. */
    private static String believed(boolean answersCarryTheirOwnAttempt) throws Exception {
        try (ZContext context = new ZContext()) {
            ZMQ.Socket gateway = context.createSocket(SocketType.ROUTER);
            gateway.setReceiveTimeOut(20_000);
            gateway.bind("tcp://127.0.0.1:*");
            GatewayAddress address =
                    new GatewayAddress(gateway.getLastEndpoint(), Duration.ofSeconds(10), Duration.ofSeconds(10), 0);
            try (DllGatewayClient client = new DllGatewayClient(address)) {
                CompletableFuture<OrderResponse> first = send(client, "request-1");
                List<byte[]> firstEnvelope = receive(gateway);
                answer(gateway, firstEnvelope, "first");
                assertThat(first.get(10, TimeUnit.SECONDS).orderSerial()).isEqualTo("first");
                CompletableFuture<OrderResponse> second = send(client, "request-2");
                List<byte[]> secondEnvelope = receive(gateway);
                answer(gateway, answersCarryTheirOwnAttempt ? firstEnvelope : secondEnvelope, "late");
                answer(gateway, secondEnvelope, "second");
                return second.get(10, TimeUnit.SECONDS).orderSerial();
            }
        }
    }

    private static CompletableFuture<OrderResponse> send(DllGatewayClient client, String id) {
        return CompletableFuture.supplyAsync(() -> client.sendOrder(Orders.request(id, Orders.buy(1))));
    }

    private static List<byte[]> receive(ZMQ.Socket gateway) {
        List<byte[]> envelope = new ArrayList<>();
        byte[] frame = gateway.recv();
        while (gateway.hasReceiveMore()) {
            envelope.add(frame);
            frame = gateway.recv();
        }
        return envelope;
    }

    private static void answer(ZMQ.Socket gateway, List<byte[]> envelope, String serial) {
        envelope.forEach(gateway::sendMore);
        gateway.send("{\"success\":true,\"order_sent\":\"yes\",\"data\":{\"is_send_order\":true,\"note\":\"\","
                + "\"order_serial\":\"" + serial + "\",\"error_code\":\"0\",\"error_message\":\"\","
                + "\"status\":\"accepted\"}}");
    }

    @Test
    @SuppressWarnings("SystemOut") // The table is for the build's log.
    void each_planted_fault_is_detected() throws Exception {
        Map<String, Boolean> caught = new LinkedHashMap<>();
        FORBIDDEN.forEach((fault, message) -> {
            assertThat(refuses(Json.MAPPER, message)).as(fault).isTrue();
            caught.put(fault, !refuses(broken(fault), message));
        });
        assertThat(believed(true)).isEqualTo("second");
        caught.put("LATE_ANSWER_BELIEVED", !believed(false).equals("second"));
        System.out.println("Planted faults at the sockets, and whether the check sees them: " + caught);
        assertThat(caught).doesNotContainValue(false).hasSize(4);
    }
}

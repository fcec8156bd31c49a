package dev.aftm.infrastructure.zeromq.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.infrastructure.zeromq.codec.Json;
import dev.aftm.interactor.gateway.error.GatewayConnectionException;
import dev.aftm.interactor.gateway.error.GatewayTimeoutException;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.gateway.order.Orders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.JsonNode;

/** Tests the client against a gateway that the test simulates. */
@Timeout(60)
final class ClientRetryTest {

    private final ZContext context = new ZContext();
    private final ZMQ.Socket gateway = context.createSocket(SocketType.ROUTER);
    private final DllGatewayClient client;

    ClientRetryTest() {
        gateway.setReceiveTimeOut(20_000);
        gateway.bind("tcp://127.0.0.1:*");
        client = new DllGatewayClient(
                new GatewayAddress(gateway.getLastEndpoint(), Duration.ofSeconds(10), Duration.ofMillis(300), 3));
    }

    @AfterEach
    void close() {
        client.close();
        context.close();
    }

    private record Received(List<byte[]> envelope, JsonNode request) {}

    private Received receive() {
        List<byte[]> envelope = new ArrayList<>();
        byte[] frame = gateway.recv();
        while (frame != null && gateway.hasReceiveMore()) {
            envelope.add(frame);
            frame = gateway.recv();
        }
        assertThat(frame).as("a request").isNotNull();
        assertThat(envelope).hasSize(3);
        assertThat(envelope.get(2)).isEmpty();
        return new Received(envelope, Json.MAPPER.readTree(frame));
    }

    private void answer(Received received, String serial) {
        received.envelope().forEach(gateway::sendMore);
        String reply = "{\"success\":true,\"order_sent\":\"yes\",\"data\":{\"is_send_order\":true,\"note\":\"\","
                + "\"order_serial\":\"" + serial + "\",\"error_code\":\"0\",\"error_message\":\"\","
                + "\"status\":\"accepted\"}}";
        gateway.send(reply.getBytes(StandardCharsets.UTF_8));
    }

    private CompletableFuture<OrderResponse> send(String id) {
        return CompletableFuture.supplyAsync(() -> client.sendOrder(Orders.request(id, Orders.buy(1))));
    }

    @Test
    void a_request_without_a_reply_is_repeated_under_its_id() throws Exception {
        CompletableFuture<OrderResponse> order = send("request-1");
        Received first = receive();
        Received second = receive();
        assertThat(second.request()).isEqualTo(first.request());
        assertThat(second.request().get("request_id").stringValue()).isEqualTo("request-1");
        assertThat(second.envelope().get(1)).isNotEqualTo(first.envelope().get(1));
        answer(second, "second");
        assertThat(order.get(10, TimeUnit.SECONDS).orderSerial()).isEqualTo("second");
    }

    @Test
    void a_late_reply_is_never_taken_for_another_request() throws Exception {
        CompletableFuture<OrderResponse> order = send("request-1");
        Received first = receive();
        answer(receive(), "first");
        assertThat(order.get(10, TimeUnit.SECONDS).orderSerial()).isEqualTo("first");
        CompletableFuture<OrderResponse> next = send("request-2");
        Received second = receive();
        answer(first, "late");
        answer(second, "second");
        assertThat(next.get(10, TimeUnit.SECONDS).orderSerial()).isEqualTo("second");
    }

    @Test
    void an_order_without_a_reply_is_in_an_unknown_state() {
        assertThatExceptionOfType(GatewayTimeoutException.class)
                .isThrownBy(() -> client.sendOrder(Orders.request("request-1", Orders.buy(1))))
                .withMessageContaining("did not answer 4 attempts of 300 ms each")
                .satisfies(e -> assertThat(e.orderSent()).isEqualTo(OrderSent.UNKNOWN));
    }

    @Test
    void an_async_order_is_sent_once_and_unknown_without_a_reply() throws Exception {
        GatewayAddress patient =
                new GatewayAddress(gateway.getLastEndpoint(), Duration.ofSeconds(10), Duration.ofSeconds(2), 3);
        try (DllGatewayClient connected = new DllGatewayClient(patient)) {
            // The connection must already exist, because a handshake may take longer than the reply.
            CompletableFuture<OrderResponse> greeting = CompletableFuture.supplyAsync(
                    () -> connected.sendOrder(Orders.request("request-0", Orders.buy(1))));
            answer(receive(), "greeting");
            assertThat(greeting.get(10, TimeUnit.SECONDS).orderSerial()).isEqualTo("greeting");

            CompletableFuture<OrderResponse> order =
                    connected.sendOrderAsync(Orders.request("request-1", Orders.buy(1)));
            Received received = receive();
            assertThat(received.request().get("request_id").stringValue()).isEqualTo("request-1");
            assertThat(order.handle((response, failure) -> failure).get(10, TimeUnit.SECONDS))
                    .rootCause()
                    .isInstanceOf(GatewayTimeoutException.class)
                    .hasMessageContaining("did not answer 1 attempt of 2000 ms.");
            answer(received, "late");
            CompletableFuture<OrderResponse> next =
                    connected.sendOrderAsync(Orders.request("request-2", Orders.buy(1)));
            answer(receive(), "second");
            assertThat(next.get(10, TimeUnit.SECONDS).orderSerial()).isEqualTo("second");
        }
    }

    @Test
    void an_async_order_without_a_gateway_is_not_sent() throws Exception {
        int port;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }
        GatewayAddress address =
                new GatewayAddress("tcp://127.0.0.1:" + port, Duration.ofMillis(200), Duration.ofMillis(300), 0);
        try (DllGatewayClient alone = new DllGatewayClient(address)) {
            assertThat(alone.sendOrderAsync(Orders.request("request-1", Orders.buy(1)))
                            .handle((response, failure) -> failure)
                            .get(10, TimeUnit.SECONDS))
                    .rootCause()
                    .isInstanceOf(GatewayConnectionException.class);
        }
    }

    @Test
    void an_unreadable_reply_leaves_the_order_unknown() throws Exception {
        CompletableFuture<OrderResponse> order = send("request-1");
        Received received = receive();
        received.envelope().forEach(gateway::sendMore);
        gateway.send("{\"success\":true,\"data\":{\"is_send_order\":1}}");
        assertThat(order.handle((response, failure) -> failure).get(10, TimeUnit.SECONDS))
                .rootCause()
                .hasMessageContaining("The gateway's reply cannot be read");
    }

    @Test
    void without_a_gateway_nothing_is_sent_or_queued() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String address = "tcp://127.0.0.1:" + port;
        try (DllGatewayClient lonely =
                new DllGatewayClient(new GatewayAddress(address, Duration.ofMillis(200), Duration.ofSeconds(5), 1))) {
            assertThatExceptionOfType(GatewayConnectionException.class)
                    .isThrownBy(() -> lonely.sendOrder(Orders.request("request-1", Orders.buy(1))))
                    .withMessageContaining("No gateway is reachable at " + address)
                    .satisfies(e -> assertThat(e.orderSent()).isEqualTo(OrderSent.NO));
            try (ZMQ.Socket late = context.createSocket(SocketType.ROUTER)) {
                late.setReceiveTimeOut(1500);
                assertThat(late.bind(address)).isTrue();
                assertThat(late.recv())
                        .as("nothing was queued for a gateway that started later")
                        .isNull();
            }
        }
    }
}

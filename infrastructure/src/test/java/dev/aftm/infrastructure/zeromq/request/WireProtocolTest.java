package dev.aftm.infrastructure.zeromq.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.infrastructure.zeromq.codec.Json;
import dev.aftm.infrastructure.zeromq.socket.Sockets;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.port.exchange.OrderEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.JsonNode;

/** Tests the protocol through a plain REQ socket, as any client in any language uses it. */
@Timeout(120)
final class WireProtocolTest {

    private static final String ORDER = "{\"order_account\":\"SIM0001\",\"item_code\":\"TXFH1\",\"side\":\"Buy\","
            + "\"order_type\":\"Limit\",\"price\":17300,\"quantity\":1,\"open_close\":\"AUTO\",\"note\":\"legacy\","
            + "\"day_trade\":\"N\",\"time_in_force\":\"ROD\"}";

    private final ZContext context = new ZContext();
    private GatewayFixture fixture = new GatewayFixture();

    @AfterEach
    void close() {
        context.close();
        fixture.close();
    }

    private ZMQ.Socket req() {
        ZMQ.Socket socket = Sockets.connecting(context, SocketType.REQ);
        socket.setReceiveTimeOut(20_000);
        socket.connect(fixture.address());
        return socket;
    }

    private JsonNode ask(byte[] request) {
        try (ZMQ.Socket socket = req()) {
            socket.send(request);
            byte[] reply = socket.recv();
            assertThat(reply).as("a reply").isNotNull();
            return Json.MAPPER.readTree(reply);
        }
    }

    private JsonNode ask(String request) {
        return ask(request.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode sendOrder(String parameters) {
        return ask("{\"operation\":\"send_order\",\"parameters\":" + parameters + "}");
    }

    private static void assertRefused(JsonNode reply, String code, String sentence) {
        assertThat(reply.get("success").booleanValue()).isFalse();
        assertThat(reply.get("error_code").stringValue()).isEqualTo(code);
        assertThat(reply.get("error_message").stringValue()).contains(sentence);
    }

    @Test
    void an_old_client_reads_the_fields_that_it_knows() {
        JsonNode data = sendOrder(ORDER).get("data");
        assertThat(data.get("is_send_order").booleanValue()).isTrue();
        assertThat(data.get("note").stringValue()).isEqualTo("legacy");
        assertThat(data.get("order_serial").stringValue()).isEqualTo("000001");
        assertThat(data.get("error_code").stringValue()).isEqualTo("0");
        assertThat(data.get("error_message").stringValue()).isEmpty();
        JsonNode position = ask("{\"operation\":\"get_positions\",\"parameters\":{\"account\":\"SIM0001\"}}")
                .at("/data/positions/0");
        assertThat(position.toString())
                .isEqualTo("{\"account\":\"SIM0001\",\"item_code\":\"TXFH1\",\"quantity\":1,"
                        + "\"average_price\":17300,\"unrealized_pnl\":0}");
        JsonNode health = ask("{\"operation\":\"health_check\"}").get("data");
        assertThat(health.get("status").stringValue()).isEqualTo("healthy");
        assertThat(health.get("exchange_connected").booleanValue()).isTrue();
        assertThat(health.get("server_running").booleanValue()).isTrue();
        assertThat(health.get("timestamp").isIntegralNumber()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "side, BUY", "side, sell", "order_type, LIMIT", "time_in_force, rod", "time_in_force, Fok", "open_close, y",
        "open_close, Open", "open_close, n", "open_close, CLOSE", "open_close, auto", "day_trade, yes", "day_trade, No"
    })
    void every_spelling_of_old_clients_is_accepted(String field, String spelling) {
        String order = ORDER.replaceAll("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"" + spelling + "\"");
        assertThat(sendOrder(order).get("success").booleanValue()).isTrue();
    }

    @Test
    void a_range_market_order_is_spelled_market_price() {
        String order =
                ORDER.replace("Limit", "MarketPrice").replace("17300", "0.0").replace("ROD", "IOC");
        assertThat(sendOrder(order).at("/data/is_send_order").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order_account",
                "item_code",
                "side",
                "order_type",
                "price",
                "quantity",
                "open_close",
                "note",
                "day_trade",
                "time_in_force"
            })
    void a_missing_or_mistyped_field_is_rejected_by_name(String field) {
        String missing = ORDER.replace("\"" + field + "\"", "\"x\"");
        String mistyped = ORDER.replaceAll("\"" + field + "\":(\"[^\"]*\"|\\d+)", "\"" + field + "\":[]");
        for (String order : List.of(missing, mistyped)) {
            JsonNode reply = sendOrder(order);
            assertRefused(reply, "INVALID_ORDER", field);
            assertThat(reply.get("order_sent").stringValue()).isEqualTo("no");
        }
        assertThat(fixture.exchange.orderCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17300 | -1",
                "17300 | 0",
                "17300 | \"17300\"",
                "17300 | 1e999999999",
                "17300 | 17300.123456",
                "17300 | true",
                "\"quantity\":1 | \"quantity\":1.0",
                "\"quantity\":1 | \"quantity\":0",
                "\"quantity\":1 | \"quantity\":-3",
                "\"quantity\":1 | \"quantity\":2147483648",
                "\"quantity\":1 | \"quantity\":\"1\"",
                "TXFH1 | TX_FH1",
                "TXFH1 | 123456789012345678901",
                "SIM0001 | SIM 1",
                "\"Buy\" | \"Hold\"",
                "\"Limit\" | \"Market\"",
                "\"legacy\" | \"a\\nb\"",
                "\"legacy\" | \"\\ud800\"",
            })
    void invalid_orders_are_rejected_and_not_sent(String part, String replacement) {
        assertRefused(sendOrder(ORDER.replace(part, replacement)), "INVALID_ORDER", "must");
        assertThat(fixture.exchange.orderCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INVALID_JSON | {",
                "INVALID_JSON | {\"operation\":\"health_check\"} x",
                "INVALID_JSON | {\"operation\":\"health_check\",\"operation\":\"send_order\"}",
                "INVALID_JSON | {\"operation\":NaN}",
                "INVALID_JSON | nonsense",
                "INVALID_JSON | {\"operation\":\"health_check\",\"x\":1e99999999999999}",
                "INVALID_REQUEST | []",
                "INVALID_REQUEST | 1",
                "INVALID_REQUEST | null",
                "INVALID_REQUEST | {}",
                "INVALID_REQUEST | {\"operation\":1}",
                "INVALID_REQUEST | {\"operation\":\"health_check\",\"parameters\":[]}",
                "INVALID_REQUEST | {\"operation\":\"health_check\",\"request_id\":1}",
                "INVALID_REQUEST | {\"operation\":\"health_check\",\"request_id\":\"\\udc00\"}",
                "INVALID_REQUEST | {\"operation\":\"health_check\",\"expires_at\":\"now\"}",
                "INVALID_REQUEST | {\"operation\":\"health_check\",\"expires_at\":99999999999999999999}",
                "UNKNOWN_OPERATION | {\"operation\":\"Send_Order\"}",
                "UNKNOWN_OPERATION | {\"operation\":\"\"}",
                "MISSING_ACCOUNT | {\"operation\":\"get_positions\"}",
                "MISSING_ACCOUNT | {\"operation\":\"get_positions\",\"parameters\":{\"account\":1}}"
            })
    void an_invalid_envelope_is_rejected_with_its_code(String code, String request) {
        assertRefused(ask(request), code, "");
    }

    @Test
    void broken_text_deep_nesting_and_large_requests_are_rejected() {
        assertRefused(ask(new byte[0]), "INVALID_JSON", "");
        assertRefused(ask(new byte[] {'"', (byte) 0xff, '"'}), "INVALID_JSON", "UTF-8");
        assertRefused(ask("[".repeat(10_000)), "INVALID_JSON", "");
        assertRefused(ask("{\"x\":\"" + "y".repeat(64 * 1024) + "\"}"), "MESSAGE_TOO_LARGE", "65536 are allowed");
    }

    @Test
    void a_rejected_request_echoes_its_request_id() {
        assertThat(ask("{\"operation\":\"health_check\",\"request_id\":\"x\"}")
                        .get("request_id")
                        .stringValue())
                .isEqualTo("x");
        JsonNode refused = ask("{\"operation\":\"no_such\",\"request_id\":\"request-1\"}");
        assertThat(refused.get("request_id").stringValue()).isEqualTo("request-1");
        JsonNode badId = ask("{\"operation\":\"send_order\",\"request_id\":\"short\",\"parameters\":" + ORDER + "}");
        assertRefused(badId, "INVALID_REQUEST", "request_id must be 8 to 64");
        assertThat(badId.get("order_sent").stringValue()).isEqualTo("no");
    }

    @Test
    void a_repeated_id_is_answered_from_its_record() {
        String request = "{\"operation\":\"send_order\",\"request_id\":\"request-1\",\"parameters\":" + ORDER + "}";
        assertThat(ask(request).at("/data/replayed").isMissingNode()).isTrue();
        JsonNode again = ask(request.replace("Buy", "BUY").replace("17300", "1.73e4"));
        assertThat(again.at("/data/replayed").booleanValue()).isTrue();
        assertThat(again.get("order_sent").stringValue()).isEqualTo("yes");
        JsonNode other = ask(request.replace("Buy", "Sell"));
        assertRefused(other, "REQUEST_ID_REUSED", "");
        assertThat(other.get("order_sent").stringValue()).isEqualTo("yes");
        JsonNode wrong = ask(request.replace("17300", "-1"));
        assertRefused(wrong, "INVALID_ORDER", "price");
        assertThat(wrong.get("order_sent").stringValue())
                .as("about the order that the id names")
                .isEqualTo("yes");
        assertThat(fixture.exchange.orderCount()).isEqualTo(1);
    }

    @Test
    void announced_large_frames_do_not_exhaust_memory() throws IOException {
        byte[] greeting = greeting();
        byte[] ready = {
            4, 25, 5, 'R', 'E', 'A', 'D', 'Y', 11, 'S', 'o', 'c', 'k', 'e', 't', '-', 'T', 'y', 'p', 'e', 0, 0, 0, 3,
            'R', 'E', 'Q'
        };
        byte[] announcesOneMebibyte = {2, 0, 0, 0, 0, 0, 0x10, 0, 0};
        Runtime.getRuntime().gc();
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.port());
                sockets.add(socket);
                write(socket, greeting, ready, announcesOneMebibyte, new byte[100]);
            }
            assertThat(ask("{\"operation\":\"health_check\"}").get("success").booleanValue())
                    .isTrue();
            Runtime.getRuntime().gc();
            long after =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            assertThat(after - before).as("bytes held for 200 announced MiB").isLessThan(100L << 20);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void the_server_survives_messages_of_many_frames() {
        try (ZMQ.Socket dealer = Sockets.connecting(context, SocketType.DEALER)) {
            dealer.setReceiveTimeOut(20_000);
            dealer.connect(fixture.address());
            dealer.sendMore(new byte[0]);
            for (int i = 0; i < 999; i++) {
                dealer.sendMore("part");
            }
            dealer.send("last");
            assertThat(dealer.recv()).isEmpty();
            assertRefused(Json.MAPPER.readTree(dealer.recv()), "INVALID_REQUEST", "one frame");
            dealer.send("no delimiter");
            dealer.sendMore("envelope");
            dealer.sendMore(new byte[0]);
            dealer.send("{\"operation\":\"health_check\"}");
            assertThat(dealer.recvStr()).as("the envelope comes back").isEqualTo("envelope");
        }
    }

    @Test
    void the_server_survives_hostile_frames() throws IOException {
        byte[] greeting = greeting();
        byte[] negativeLength = {2, -1, -1, -1, -1, -1, -1, -1, -1};
        byte[] hugeLength = {2, 0, 0, 0, 1, 0, 0, 0, 0};
        byte[] readyThenHuge = {4, 6, 5, 'R', 'E', 'A', 'D', 'Y', 2, 0, 0, 0, 0, 4, 0, 0, 0};
        Random random = new Random(42);
        List<Socket> halfOpen = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[random.nextInt(1, 512)];
            random.nextBytes(noise);
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.port());
            switch (i % 5) {
                case 0 -> write(socket, noise);
                case 1 -> write(socket, greeting, negativeLength);
                case 2 -> write(socket, greeting, hugeLength);
                case 3 -> write(socket, greeting, readyThenHuge, noise);
                default -> halfOpen.add(socket);
            }
            if (i % 5 != 4) {
                socket.close();
            }
        }
        assertThat(ask("{\"operation\":\"health_check\"}").get("success").booleanValue())
                .isTrue();
        for (Socket socket : halfOpen) {
            socket.close();
        }
    }

    /** ZMTP 3.0 with the NULL mechanism. */
    private static byte[] greeting() {
        byte[] greeting = new byte[64];
        greeting[0] = (byte) 0xff;
        greeting[9] = 0x7f;
        greeting[10] = 3;
        System.arraycopy("NULL".getBytes(StandardCharsets.US_ASCII), 0, greeting, 12, 4);
        return greeting;
    }

    private static void write(Socket socket, byte[]... parts) {
        try {
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
            }
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The server has already disconnected, as it should.
        }
    }

    @Test
    void a_hanging_exchange_call_delays_no_other_request() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch hang = new CountDownLatch(1);
        fixture.close();
        fixture = new GatewayFixture(
                new IntakePolicy(
                        Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ZERO, false, Duration.ofSeconds(5)),
                hangingAt(called, hang));
        String request = "{\"operation\":\"send_order\",\"request_id\":\"request-1\",\"parameters\":" + ORDER + "}";
        try (ZMQ.Socket first = req();
                ZMQ.Socket second = req()) {
            first.send(request);
            assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
            second.send(request.replace("request-1", "request-2"));
            assertThat(ask("{\"operation\":\"health_check\"}").get("success").booleanValue())
                    .isTrue();
            JsonNode timedOut = Json.MAPPER.readTree(first.recv());
            assertRefused(timedOut, "EXCHANGE_TIMEOUT", "same request_id");
            assertThat(timedOut.get("order_sent").stringValue()).isEqualTo("unknown");
            JsonNode busy = Json.MAPPER.readTree(second.recv());
            assertRefused(busy, "GATEWAY_BUSY", "withdrawn and not sent");
            assertThat(busy.get("order_sent").stringValue()).isEqualTo("no");
            first.send(request);
            hang.countDown();
            JsonNode late = Json.MAPPER.readTree(first.recv());
            assertThat(late.at("/data/order_serial").stringValue()).isEqualTo("late");
            assertThat(late.at("/data/replayed").booleanValue()).isTrue();
        }
    }

    @Test
    void the_kill_switch_works_while_an_exchange_call_hangs() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch hang = new CountDownLatch(1);
        fixture.close();
        fixture = new GatewayFixture(
                new IntakePolicy(
                        Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ZERO, false, Duration.ofSeconds(5)),
                hangingAt(called, hang));
        String request = "{\"operation\":\"send_order\",\"request_id\":\"request-1\",\"parameters\":" + ORDER + "}";
        try (ZMQ.Socket first = req()) {
            first.send(request);
            assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
            JsonNode engaged = ask("{\"operation\":\"kill_switch\",\"parameters\":"
                    + "{\"action\":\"engage\",\"reason\":\"a call hangs\"}}");
            assertThat(engaged.at("/data/engaged").booleanValue()).isTrue();
            assertRefused(ask(request.replace("request-1", "request-2")), "KILL_SWITCH_ENGAGED", "no new order");
            assertThat(ask("{\"operation\":\"health_check\"}")
                            .at("/data/reasons")
                            .toString())
                    .contains("The kill switch has been engaged since");
            hang.countDown();
            assertThat(Json.MAPPER
                            .readTree(first.recv())
                            .at("/data/order_serial")
                            .stringValue())
                    .isEqualTo("late");
        }
    }

    /** An exchange whose call signals that it was made, and returns when it is released. */
    private static SendingOnly hangingAt(CountDownLatch called, CountDownLatch hang) {
        return order -> {
            called.countDown();
            try {
                if (!hang.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("The call was never released.");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new OrderEntry.OrderAck.Accepted("late");
        };
    }

    @Test
    void the_examples_in_the_documentation_work() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "protocol.md"));
        Matcher examples = Pattern.compile("```json request\\n(.*?)```\\s*```json reply\\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        Set<String> shown = new TreeSet<>();
        while (examples.find()) {
            shown.add(Json.MAPPER.readTree(examples.group(1)).get("operation").stringValue());
            JsonNode reply = ask(examples.group(1));
            assertHolds(reply, Json.MAPPER.readTree(examples.group(2)), examples.group(1));
        }
        assertThat(shown).as("operations in the examples").contains("send_order", "get_positions");
        assertThat(fixture.operations())
                .containsAll(shown)
                .allSatisfy(operation -> assertThat(page)
                        .as("the page describes %s", operation)
                        .containsAnyOf("`" + operation + "`", "\"" + operation + "\""));
        for (ErrorCode code : ErrorCode.values()) {
            boolean onTheWire = code != ErrorCode.GATEWAY_UNREACHABLE && code != ErrorCode.GATEWAY_SILENT;
            assertThat(page.contains("`" + code + "`")).as("%s", code).isEqualTo(onTheWire);
        }
    }

    /** A reply may contain more fields than the documentation shows, but not other values. */
    private static void assertHolds(JsonNode reply, JsonNode shown, String request) {
        if (shown.isObject()) {
            for (Map.Entry<String, JsonNode> field : shown.properties()) {
                assertHolds(reply.path(field.getKey()), field.getValue(), request + " " + field.getKey());
            }
        } else if (shown.isArray()) {
            assertThat(reply.size()).as(request).isEqualTo(shown.size());
            for (int i = 0; i < shown.size(); i++) {
                assertHolds(reply.get(i), shown.get(i), request);
            }
        } else {
            assertThat(reply).as(request).isEqualTo(shown);
        }
    }

    @Test
    void only_an_operator_resolves_an_order_in_an_unknown_state() {
        fixture.close();
        fixture = new GatewayFixture(
                new IntakePolicy(
                        Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ZERO, false, Duration.ofSeconds(5)),
                order -> {
                    throw new IllegalStateException("The line broke.");
                });
        String request = "{\"operation\":\"send_order\",\"request_id\":\"request-1\",\"parameters\":" + ORDER + "}";
        assertRefused(ask(request), "ORDER_EXECUTION_ERROR", "not known");
        assertThat(ask("{\"operation\":\"health_check\"}").at("/data/status").stringValue())
                .isEqualTo("degraded");
        JsonNode listed = ask(
                "{\"operation\":\"get_orders\",\"parameters\":{\"account\":\"SIM0001\"," + "\"state\":\"unknown\"}}");
        assertThat(listed.at("/data/orders/0/request_id").stringValue()).isEqualTo("request-1");
        assertThat(listed.at("/data/orders/0/reason").stringValue())
                .as("why the call failed, or by now why the exchange's answer did not help")
                .isIn("The line broke.", "The exchange's order-status query did not answer whether it has the order.");

        String resolve = "{\"operation\":\"resolve_order\",\"parameters\":{\"order_account\":\"SIM0001\","
                + "\"target_request_id\":\"request-1\",\"resolution\":\"sent\",\"order_serial\":\"000042\","
                + "\"reason\":\"seen\",\"operator_token\":\"TOKEN\"}}";
        assertRefused(ask(resolve), "INVALID_REQUEST", "operator_token");
        String sound = resolve.replace("TOKEN", GatewayFixture.OPERATOR_TOKEN);
        assertRefused(ask(sound.replace("\"sent\"", "\"perhaps\"")), "INVALID_REQUEST", "resolution");
        assertRefused(ask(sound.replace("seen", " ")), "INVALID_REQUEST", "reason");
        assertRefused(
                ask(sound.replace("request-1", "request-2")),
                "ORDER_NOT_FOUND",
                "No order with this id is in" + " an unknown state");
        assertThat(ask(sound).get("success").booleanValue()).isTrue();
        assertRefused(ask(sound), "ORDER_NOT_FOUND", "");
        JsonNode settled = ask(request);
        assertThat(settled.at("/data/order_serial").stringValue()).isEqualTo("000042");
        assertThat(settled.at("/data/replayed").booleanValue()).isTrue();
        assertThat(ask("{\"operation\":\"health_check\"}").at("/data/status").stringValue())
                .isEqualTo("healthy");
    }

    @Test
    void an_order_is_found_by_id_or_serial_with_its_history() {
        ask("{\"operation\":\"send_order\",\"request_id\":\"request-1\",\"parameters\":" + ORDER + "}");
        String byId =
                "{\"operation\":\"get_order\",\"parameters\":{\"account\":\"SIM0001\",\"target_request_id\":\"request-1\"";
        JsonNode told = ask(byId + ",\"story\":true}}").get("data");
        assertThat(told.at("/order/order_serial").stringValue()).isEqualTo("000001");
        assertThat(told.get("story")).isNotEmpty();
        JsonNode byNumber = ask(
                "{\"operation\":\"get_order\",\"parameters\":{\"account\":\"SIM0001\",\"order_serial\":\"000001\"}}");
        assertThat(byNumber.at("/data/order/request_id").stringValue()).isEqualTo("request-1");
        assertRefused(ask(byId + ",\"order_serial\":\"000001\"}}"), "INVALID_REQUEST", "order_serial");
    }
}

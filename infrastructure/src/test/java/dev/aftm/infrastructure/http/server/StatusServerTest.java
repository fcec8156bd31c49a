package dev.aftm.infrastructure.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aftm.infrastructure.http.page.PriceHistory;
import dev.aftm.infrastructure.http.page.StatusPoller;
import dev.aftm.infrastructure.monitor.ActiveAlerts;
import dev.aftm.infrastructure.monitor.ActivityCounters;
import dev.aftm.infrastructure.monitor.AlertEvaluator;
import dev.aftm.infrastructure.monitor.ProcessReportRegistry;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.SilentGateway;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.error.GatewayTimeoutException;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.killswitch.FakeKillSwitchStore;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.queue.FakeExecutionQueue;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the server with valid, careless and hostile requests. */
@Timeout(60)
final class StatusServerTest {

    private static final String TOKEN = "an-operators-token";
    private static final List<String> PATHS = List.of(
            "/",
            "/page.css",
            "/page.js",
            "/chart.js",
            "/icon.svg",
            "/metrics",
            "/health/live",
            "/health/ready",
            "/api/status",
            "/api/history",
            "/events",
            "/api/kill-switch",
            "/nowhere");

    private final Clock clock = new SystemClock();
    private final FakeGateway gateway = new FakeGateway();
    private final KillSwitchControl killSwitch = new KillSwitchControl(
            clock,
            new FakeKillSwitchStore(),
            new FakeOrderJournal(clock),
            FakeExecutionQueue.direct(),
            Runnable::run,
            () -> {});
    private final ActivityCounters counts = new ActivityCounters();
    private final AlertEvaluator alerts = new AlertEvaluator(
            clock,
            counts,
            () -> new AlertEvaluator.Standing(0, List.of(), false),
            Duration.ofMinutes(1),
            new ActiveAlerts(clock, change -> {}));
    private final StatusPoller poller = new StatusPoller(new StatusPoller.Sources(
            clock,
            gateway,
            new OrderTracker("feed", OrderUpdatePublisher.NOWHERE),
            new TradeBook(),
            new SnapshotHolder(GatewaySnapshot.beforeLogin(clock)),
            new ProcessReportRegistry(clock),
            new PriceHistory(),
            List.of(),
            killSwitch,
            counts,
            alerts,
            List::of,
            "<b>test</b>"));
    private StatusServer server = unset();

    @SuppressWarnings("NullAway") // Set before each test.
    private static StatusServer unset() {
        return null;
    }

    /** A gateway that is healthy, degraded, or does not answer. */
    private static final class FakeGateway extends SilentGateway {
        private volatile boolean answers = true;
        private volatile GatewayHealth.Status status = GatewayHealth.Status.HEALTHY;
        private volatile boolean connected = true;

        @Override
        public GatewayHealth healthCheck() {
            if (!answers) {
                throw new GatewayTimeoutException("It does not answer.");
            }
            return new GatewayHealth(
                    status,
                    connected,
                    Instant.EPOCH,
                    true,
                    Duration.ZERO,
                    connected ? "LOGGED_IN" : "LOGGED_OUT",
                    0,
                    0,
                    0,
                    status == GatewayHealth.Status.HEALTHY ? List.of() : List.of("Something is wrong."),
                    List.of(),
                    "test");
        }

        @Override
        public SessionInfo getSession() {
            return new SessionInfo(
                    connected, "LOGGED_IN", "", true, Set.of(), new SessionInfo.Choice("A", Instant.EPOCH), null, null);
        }

        @Override
        public List<PositionInfo> getPositions(String account) {
            return List.of();
        }
    }

    @BeforeEach
    void serve() throws IOException {
        server = new StatusServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                poller,
                () -> "figures 1\n",
                killSwitch,
                TOKEN);
        poller.start();
        server.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> poller.shown().number() > 0);
    }

    @AfterEach
    void close() {
        server.close();
        poller.close();
    }

    private int port() {
        return URI.create(server.address()).getPort();
    }

    private record Reply(int status, String head, String body) {}

    private Socket send(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private Reply ask(String method, String path, String body, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1"));
        if (List.of(headers).stream().noneMatch(line -> line.startsWith("Host:"))) {
            lines.add("Host: 127.0.0.1:" + port());
        }
        lines.addAll(List.of(headers));
        lines.add("Connection: close");
        lines.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
        try (Socket socket = send(String.join("\r\n", lines) + "\r\n\r\n" + body)) {
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            return new Reply(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: 127.0.0.1.evil.example",
                "Host: 10.0.0.1:8000",
                "Host: ",
                "Host: localhost.",
                "Host: localhost@evil.example",
                "Host: evil.example\r\nHost: localhost"
            })
    void a_foreign_host_header_is_rejected_on_every_path(String host) throws IOException {
        for (String path : PATHS) {
            Reply reply = ask("GET", path, "", host);
            assertThat(reply.status()).as("%s with %s", path, host).isIn(400, 403);
            assertThat(reply.body()).doesNotContain("figures").doesNotContain("picture");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2:8000", "localhost", "LOCALHOST:9", "[::1]:8000"})
    void the_names_of_this_machine_are_accepted(String host) throws IOException {
        assertThat(ask("GET", "/metrics", "", "Host: " + host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: http://evil.example, 403",
        "Origin: null, 403",
        "Origin: https://127.0.0.1, 403",
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: same-origin, 200",
        "Sec-Fetch-Site: none, 200",
    })
    void pages_of_another_origin_are_rejected(String header, int status) throws IOException {
        Reply reply = ask("GET", "/api/status", "", header);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.head().toLowerCase(Locale.ROOT)).doesNotContain("access-control-allow");
    }

    @Test
    void every_response_has_security_headers_and_is_not_cached() throws IOException {
        for (String path : PATHS) {
            if (path.equals("/events")) {
                continue;
            }
            String head = ask("GET", path, "").head().toLowerCase(Locale.ROOT);
            assertThat(head)
                    .as(path)
                    .contains("content-security-policy: default-src 'none'")
                    .doesNotContain("unsafe")
                    .contains("x-content-type-options: nosniff")
                    .contains("frame-ancestors 'none'")
                    .contains("cache-control: no-store");
        }
    }

    @Test
    void unknown_pages_and_methods_are_rejected() throws IOException {
        assertThat(ask("GET", "/nowhere", "").status()).isEqualTo(404);
        assertThat(ask("GET", "/../pom.xml", "").status()).isIn(400, 404);
        assertThat(ask("POST", "/api/status", "").status()).isEqualTo(405);
        assertThat(ask("DELETE", "/", "").status()).isEqualTo(405);
        assertThat(ask("GET", "/api/kill-switch", "").status()).isEqualTo(405);
        assertThat(ask("HEAD", "/", "").body()).isEmpty();
    }

    @Test
    void the_kill_switch_requires_the_operator_token() throws IOException {
        String body = "{\"reason\": \"a trial\"}";
        Reply without = ask("POST", "/api/kill-switch", body);
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.head()).containsIgnoringCase("www-authenticate: bearer");
        assertThat(ask("POST", "/api/kill-switch", body, "Authorization: Basic " + TOKEN)
                        .status())
                .isEqualTo(401);
        assertThat(ask("POST", "/api/kill-switch?token=" + TOKEN, body).status())
                .as("never in a URL")
                .isEqualTo(401);
        Reply wrong = ask("POST", "/api/kill-switch", body, "Authorization: Bearer wrong-" + TOKEN);
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.body()).doesNotContain(TOKEN);
        String right = "Authorization: Bearer " + TOKEN;
        for (String bad : List.of(
                "",
                "{",
                "[]",
                "{\"reason\": 1}",
                "{\"reason\": \" \"}",
                "{\"reason\": \"a\\nb\"}",
                "{\"reason\": \"" + "x".repeat(501) + "\"}",
                "{\"reason\": \"" + "x".repeat(9000) + "\"}")) {
            assertThat(ask("POST", "/api/kill-switch", bad, right).status())
                    .as(bad)
                    .isEqualTo(400);
        }
        assertThat(killSwitch.isEngaged()).isFalse();
        assertThat(ask("POST", "/api/kill-switch", body, right, "Origin: http://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(killSwitch.isEngaged()).isFalse();
        Reply done = ask("POST", "/api/kill-switch", body, right);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).isEqualTo("{\"engaged\":true}");
        assertThat(killSwitch.engagement()).hasValueSatisfying(engaged -> {
            assertThat(engaged.by()).isEqualTo("status page");
            assertThat(engaged.reason()).isEqualTo("a trial");
        });
    }

    private void health(String path, int status, String... said) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Reply reply = ask("GET", path, "");
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.body()).contains(said);
        });
    }

    @Test
    void health_reflects_the_gateways_health() {
        health("/health/ready", 200, "\"status\":\"healthy\"");
        gateway.status = GatewayHealth.Status.DEGRADED;
        health("/health/ready", 200, "\"status\":\"degraded\"", "Something is wrong.");
        gateway.connected = false;
        // No orders can be sent.
        health("/health/ready", 503, "\"ready\":false");
        health("/health/live", 200, "\"live\":true");
        gateway.answers = false;
        health("/health/live", 503, "\"status\":\"unhealthy\"", "has not answered its health probe");
    }

    @Test
    void a_client_beyond_the_limit_is_rejected() throws IOException {
        List<Socket> viewers = new ArrayList<>();
        try {
            for (int i = 0; i < SseClients.MOST; i++) {
                viewers.add(send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> server.clients() == SseClients.MOST);
            assertThat(ask("GET", "/events", "").status()).isEqualTo(503);
            assertThat(ask("GET", "/metrics", "").status())
                    .as("other requests are served")
                    .isEqualTo(200);
            for (Socket viewer : viewers) {
                assertThat(read(viewer.getInputStream(), "event: picture")).contains("text/event-stream");
            }
        } finally {
            for (Socket viewer : viewers) {
                viewer.close();
            }
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> server.clients() == 0);
    }

    private static String read(InputStream in, String until) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[1024];
        while (text.indexOf(until) < 0) {
            int count = in.read(buffer);
            assertThat(count).isPositive();
            text.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}

package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.request.GatewayAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests metrics, health and alerts of a running system, together with a real Prometheus. */
@Tag("long")
@Timeout(240)
final class MonitoringIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PACKAGING = Path.of("packaging");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final AftmProcess.Home home;

    MonitoringIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        home = new AftmProcess.Home(folder);
    }

    private static String get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private String page(String path) throws IOException, InterruptedException {
        return get("http://127.0.0.1:" + home.port("HTTP_PORT") + path);
    }

    /** Returns the names of all metrics that the system exposes. */
    private static Set<String> names(String metrics) {
        Set<String> names = new TreeSet<>();
        metrics.lines().filter(line -> !line.startsWith("#")).forEach(line -> names.add(line.split("[{ ]", 2)[0]));
        return names;
    }

    @Test
    void dashboard_metrics_exist_and_clients_cannot_add_labels() throws Exception {
        try (AftmProcess run = home.start("run")) {
            run.says("All processes are up");
            // The supervisor writes its status, and the processes report, every second.
            Pattern told = Pattern.compile("(?s)aftm_process_resident_bytes\\{process=\"strategy\"} \\d"
                    + ".*aftm_process_up\\{process=\"strategy\"} 1\\.0");
            await().atMost(PATIENCE).until(() -> told.matcher(page("/metrics")).find());
            try (DllGatewayClient client = new DllGatewayClient(new GatewayAddress(
                    "tcp://127.0.0.1:" + home.gatewayPort(), Duration.ofSeconds(5), Duration.ofSeconds(5), 0))) {
                // An error, so that the error metric exists.
                home.run("order", "show", "no-such-order");
                String before = page("/metrics");
                for (String file : List.of("grafana/aftm.json", "prometheus/alerts.yaml")) {
                    Matcher used = Pattern.compile("aftm_[a-z_]+").matcher(Files.readString(PACKAGING.resolve(file)));
                    int count = 0;
                    while (used.find()) {
                        assertThat(names(before)).as("used by %s", file).contains(used.group());
                        count++;
                    }
                    assertThat(count).isGreaterThan(5);
                }
                assertThat(before)
                        .contains("aftm_process_up{process=\"strategy\"} 1.0")
                        .contains("aftm_process_up{process=\"order-executor\"} 1.0")
                        .contains("aftm_process_resident_bytes{process=\"strategy\"}");
                assertThat(client.healthCheck().reasons()).isEmpty();
            }
            int series = page("/metrics").split("\n").length;
            try (ZContext context = new ZContext();
                    ZMQ.Socket socket = context.createSocket(SocketType.REQ)) {
                socket.setReceiveTimeOut(10_000);
                // A connection whose handshake never starts is opened again: JeroMQ issue 1022.
                socket.setHandshakeIvl(500);
                socket.connect("tcp://127.0.0.1:" + home.gatewayPort());
                for (int i = 0; i < 200; i++) {
                    socket.send("{\"operation\": \"made_up_" + i + "\", \"parameters\": {}}");
                    assertThat(socket.recvStr()).contains("UNKNOWN_OPERATION");
                }
            }
            assertThat(page("/metrics")).contains("UNKNOWN_OPERATION").doesNotContain("made_up");
            int grown = page("/metrics").split("\n").length - series;
            assertThat(grown).as("series added by made-up operation names").isLessThan(100);
            run.stop();
        }
    }

    private static Path program(String name) {
        Path found = List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(found != null, "There is no " + name + " on this machine.");
        return Objects.requireNonNull(found);
    }

    @Test
    void the_prometheus_alert_rules_pass_their_tests() throws IOException, InterruptedException {
        Path tool = program("promtool");
        for (List<String> line :
                List.of(List.of("check", "config", "prometheus.yaml"), List.of("test", "rules", "alerts.test.yaml"))) {
            List<String> command = new ArrayList<>(List.of(tool.toString()));
            command.addAll(line);
            Process process = new ProcessBuilder(command)
                    .directory(PACKAGING.resolve("prometheus").toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            assertThat(said).contains("SUCCESS");
        }
    }

    @Test
    void alerts_fire_and_clear_here_and_in_a_real_prometheus() throws Exception {
        Path told = folder.resolve("told");
        Files.createFile(told);
        Path hook = Files.writeString(folder.resolve("hook.sh"), "#!/bin/sh\necho \"$1 $2\" >> '" + told + "'\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
        home.with("ALERT_COMMAND", hook.toString()).with("HEARTBEAT_TIMEOUT_MS", "120000");
        int port = Ports.free(1).get(0);
        Process prometheus = prometheus(port);
        try (AftmProcess run = home.start("run")) {
            run.says("All processes are up");
            await().atMost(PATIENCE).until(() -> measures(port, "up", "1"));
            home.run("order", "send", "--item", "NOSUCH", "--side", "buy", "--quantity", "1");
            await().atMost(PATIENCE).until(() -> Files.readString(told).contains("fired failed_orders"));
            await().atMost(PATIENCE).until(() -> alerts(port).contains("AftmFailedOrders"));
            assertThat(alerts(port)).doesNotContain("AftmGatewayDown");

            long gateway = run.component("gateway").pid();
            signal("-STOP", gateway);
            try {
                await().atMost(PATIENCE).until(() -> Files.readString(told).contains("fired gateway_down"));
                await().atMost(PATIENCE).until(() -> alerts(port).contains("AftmGatewayDown"));
            } finally {
                signal("-CONT", gateway);
            }
            await().atMost(PATIENCE).until(() -> Files.readString(told).contains("cleared gateway_down"));
            await().atMost(PATIENCE).until(() -> !alerts(port).contains("AftmGatewayDown"));
            assertThat(run.out()).contains("Alert: The gateway has not answered for more than 10 s.");
            run.stop();
        } finally {
            prometheus.destroy();
            assertThat(prometheus.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Returns the shipped configuration, with shorter intervals and other ports. */
    private Process prometheus(int port) throws IOException {
        Path program = program("prometheus");
        Path rules = PACKAGING.resolve("prometheus/alerts.yaml").toAbsolutePath();
        String config = Files.readString(PACKAGING.resolve("prometheus/prometheus.yaml"))
                .replace("127.0.0.1:8000", "127.0.0.1:" + home.port("HTTP_PORT"))
                .replace("alerts.yaml", rules.toString())
                .replace("5s", "1s");
        assertThat(config).contains("scrape_interval: 1s", String.valueOf(home.port("HTTP_PORT")), rules.toString());
        return new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + Files.writeString(folder.resolve("prometheus.yaml"), config),
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    /** Returns the names of the alerts that are firing in Prometheus. */
    private static String alerts(int port) throws IOException, InterruptedException {
        StringBuilder names = new StringBuilder();
        for (JsonNode alert : JSON.readTree(get("http://127.0.0.1:" + port + "/api/v1/alerts"))
                .path("data")
                .path("alerts")) {
            if (alert.path("state").asString("").equals("firing")) {
                names.append(alert.path("labels").path("alertname").asString(""))
                        .append(' ');
            }
        }
        return names.toString();
    }

    private static boolean measures(int port, String query, String value) {
        try {
            return get("http://127.0.0.1:" + port + "/api/v1/query?query="
                            + URLEncoder.encode(query, StandardCharsets.UTF_8))
                    .contains("\"" + value + "\"]");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

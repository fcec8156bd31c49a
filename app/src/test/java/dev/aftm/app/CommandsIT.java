package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the commands as users and scripts run them: their output and exit codes. */
@Timeout(180)
final class CommandsIT {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final AftmProcess.Home home;

    CommandsIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        home = new AftmProcess.Home(folder);
    }

    @Test
    void an_order_is_sent_and_shows_in_positions_and_health() throws IOException, InterruptedException {
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            AftmProcess.Result sent = home.run(
                    "order",
                    "send",
                    "--item",
                    "TXFH1",
                    "--side",
                    "sell",
                    "--quantity",
                    "2",
                    "--request-id",
                    "order-0001");
            assertThat(sent.exitCode()).as(sent.err()).isZero();
            assertThat(sent.out())
                    .contains("The exchange accepted the order as number 000001 (request_id" + " order-0001).");

            AftmProcess.Result again = home.run(
                    "order",
                    "send",
                    "--item",
                    "TXFH1",
                    "--side",
                    "sell",
                    "--quantity",
                    "2",
                    "--request-id",
                    "order-0001",
                    "--json");
            JsonNode answer = JSON.readTree(again.out());
            assertThat(answer.get("order_serial").stringValue()).isEqualTo("000001");
            assertThat(answer.get("order_sent").stringValue()).isEqualTo("yes");

            JsonNode positions =
                    JSON.readTree(home.run("positions", "--json").out()).get("positions");
            assertThat(positions).hasSize(1);
            assertThat(positions.get(0).get("quantity").intValue()).isEqualTo(-2);
            assertThat(home.run("positions").out()).contains("SIM0001", "TXFH1", "-2");
            assertThat(home.run("positions", "--account", "OTHER1").out()).contains("There are no open positions.");

            AftmProcess.Result health = home.run("health");
            assertThat(health.exitCode()).isZero();
            assertThat(health.out()).contains("The gateway is healthy (exchange: LOGGED_IN", "send_order");
            assertThat(JSON.readTree(home.run("health", "--json").out())
                            .get("status")
                            .stringValue())
                    .isEqualTo("healthy");
        }
    }

    @Test
    void each_kind_of_order_failure_has_its_exit_code() throws IOException, InterruptedException {
        AftmProcess.Result unreachable = home.run("order", "send", "--item", "TXFH1", "--side", "buy");
        assertThat(unreachable.exitCode()).isEqualTo(3);
        assertThat(unreachable.err()).contains("No gateway is reachable at tcp://127.0.0.1:" + home.gatewayPort());
        assertThat(home.run("health").exitCode()).isEqualTo(3);
        assertThat(home.run("positions").exitCode()).isEqualTo(3);

        // Longer than the start of the second command can take on a busy machine.
        home.with("SIMULATOR_LATENCY_MS", "60000").with("EXCHANGE_CALL_TIMEOUT_MS", "3000");
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            AftmProcess.Result unknown = home.run("order", "send", "--item", "TXFH1", "--side", "buy", "--json");
            assertThat(unknown.exitCode()).isEqualTo(4);
            assertThat(JSON.readTree(unknown.out()).get("order_sent").stringValue())
                    .isEqualTo("unknown");
            AftmProcess.Result refused = home.run("order", "send", "--item", "TXFH1", "--side", "buy");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("GATEWAY_BUSY");
        }
    }

    @Test
    void a_rejection_by_the_exchange_is_shown_with_its_reason() throws IOException, InterruptedException {
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            AftmProcess.Result refused = home.run("order", "send", "--item", "NOSUCH", "--side", "buy");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.out())
                    .startsWith("The exchange rejected the order: The exchange does not list this instrument")
                    .contains("(code PRODUCT)");
        }
    }

    @Test
    void wrong_usage_exits_with_2_and_one_sentence() throws IOException, InterruptedException {
        for (List<String> arguments : List.of(
                List.of("order", "send", "--item", "TX_", "--side", "buy"),
                List.of("order", "send", "--item", "TXFH1", "--side", "hold"),
                List.of("order", "send", "--item", "TXFH1", "--side", "buy", "--price", "1"),
                List.of("order", "send", "--item", "TXFH1", "--side", "buy", "--request-id", "short"),
                List.of("run", "--replay", "none.zip"),
                List.of("run", "--product", "TX"),
                List.of("gateway", "--set", "NO_SUCH=1"),
                List.of("gateway", "--set", "DLL_GATEWAY_PORT=0"),
                List.of("condition", "add", "--action", "buy", "--trigger-price", "-1"),
                List.of("condition", "import", "none.json"),
                List.of("no-such-command"))) {
            AftmProcess.Result result = home.run(arguments.toArray(new String[0]));
            assertThat(result.exitCode()).as("%s: %s", arguments, result.err()).isEqualTo(2);
            assertThat(result.err()).as("%s", arguments).isNotBlank().doesNotContain("\tat ");
        }
    }

    @Test
    void conditions_are_added_listed_and_removed_but_not_renumbered() throws IOException, InterruptedException {
        assertThat(home.run("condition", "list").out()).contains("There are no conditions");
        JsonNode added = JSON.readTree(
                home.run("condition", "add", "--action", "buy", "--trigger-price", "17300", "--following", "--json")
                        .out());
        assertThat(added.get(0).toString())
                .isEqualTo(
                        "{\"id\":1,\"action\":\"buy\",\"trigger_price\":17300,\"order_price\":17315,"
                                + "\"take_profit_price\":17405,\"stop_loss_price\":17285,\"quantity\":1,\"turning_point\":15,"
                                + "\"take_profit_point\":90,\"stop_loss_point\":30,\"is_following\":true,\"state\":\"waiting\"}");
        home.run("condition", "import", Tapes.conditions(folder).toString());
        assertThat(home.run("condition", "remove", "13").exitCode()).isZero();
        assertThat(home.run("condition", "remove", "13").exitCode()).isEqualTo(1);
        JsonNode last = JSON.readTree(home.run(
                        "condition",
                        "add",
                        "--action",
                        "sell",
                        "--trigger-price",
                        "17300.5",
                        "--item",
                        "MXFH1",
                        "--json")
                .out());
        assertThat(last.get(0).get("id").intValue()).isEqualTo(14);
        assertThat(home.run("condition", "list").out()).contains("17,300.5", "MXFH1", "waiting");
    }

    @Test
    void settings_are_shown_with_their_source() throws IOException, InterruptedException {
        Files.writeString(folder.resolve(".env"), "SIGNAL_TTL_MS=1234\n");
        String shown = home.run("config", "show", "--data-dir", "elsewhere").out();
        assertThat(shown).containsPattern("SIGNAL_TTL_MS +1234 +\\.env");
        assertThat(shown).containsPattern("DATA_DIR +elsewhere +command line");
        assertThat(shown).containsPattern("LOG_LEVEL +DEBUG +environment");
        assertThat(JSON.readTree(home.run("config", "show", "--json").out()).isArray())
                .isTrue();
        assertThat(home.run("config", "reference").out()).startsWith("# Settings");
    }

    @Test
    void every_level_has_help_and_version() throws IOException, InterruptedException {
        assertThat(home.run("--version").out()).startsWith("aftm ").doesNotContain("unknown", "$");
        for (List<String> command :
                List.of(List.of("--help"), List.of("run", "--help"), List.of("order", "send", "--help"))) {
            AftmProcess.Result help = home.run(command.toArray(new String[0]));
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).contains("Usage: aftm");
        }
    }

    @Test
    void an_existing_python_client_reads_every_field() throws IOException, InterruptedException {
        String python = pythonWithZeroMq();
        assumeTrue(!python.isEmpty(), "There is no Python with pyzmq (Debian: python3-zmq).");
        Path script = Path.of("src", "test", "python", "legacy_client.py").toAbsolutePath();
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            Process client = new ProcessBuilder(python, script.toString(), String.valueOf(home.gatewayPort()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).isEqualTo("done" + System.lineSeparator());
        }
    }

    private static String pythonWithZeroMq() throws InterruptedException {
        for (String python : List.of("python3", "/usr/bin/python3")) {
            try {
                Process process = new ProcessBuilder(python, "-c", "import zmq")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0) {
                    return python;
                }
            } catch (IOException e) {
                // This Python interpreter is not usable.
            }
        }
        return "";
    }

    @Test
    void a_restarted_gateway_answers_a_known_id_from_its_journal() throws IOException, InterruptedException {
        String[] order = {"order", "send", "--item", "TXFH1", "--side", "buy", "--request-id", "order-0001", "--json"};
        String before;
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            before = home.run(order).out();
            gateway.kill();
            gateway.end();
        }
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            assertThat(home.run(order).out()).isEqualTo(before);
            assertThat(home.ledger().stream().filter(line -> line.contains("\"kind\":\"order\"")))
                    .hasSize(1);
            assertThat(home.run("order", "send", "--item", "TXFH1", "--side", "sell", "--request-id", "order-0001")
                            .err())
                    .contains("REQUEST_ID_REUSED");
        }
    }

    @Test
    void only_orders_in_an_unknown_state_can_be_resolved() throws IOException, InterruptedException {
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            assertThat(home.run("orders", "--state", "unknown").out())
                    .contains("There are no orders in the state \"unknown\".");
            assertThat(JSON.readTree(home.run("orders", "--json").out()).get("orders"))
                    .isEmpty();
            AftmProcess.Result resolved =
                    home.run("order", "resolve", "order-0001", "--not-sent", "--reason", "looked");
            assertThat(resolved.exitCode()).isEqualTo(1);
            assertThat(resolved.err()).contains("No order with this id is in an unknown state.");
            AftmProcess.Result stranger = home.run(
                    "order", "resolve", "order-0001", "--sent", "1", "--reason", "x", "--data-dir", "elsewhere");
            assertThat(stranger.exitCode()).isEqualTo(2);
            assertThat(stranger.err()).contains("operator.token cannot be read");
        }
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            AftmProcess.Home second = new AftmProcess.Home(folder);
            AftmProcess.Result refused = second.with(
                            "SIMULATOR_LEDGER", folder.resolve("other.jsonl").toString())
                    .run("gateway");
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("is in use by another gateway");
        }
    }
}

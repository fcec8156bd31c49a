package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the whole system on a replay, in its real processes. */
@Timeout(300)
final class MainJobIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path REAL_DAY = Path.of("..", "..", "shared", "data", "taifex", "Daily_2021_07_26.zip");
    private static final int TICKS = 3000;

    private final Path folder;
    private final AftmProcess.Home home;

    MainJobIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        home = new AftmProcess.Home(folder);
    }

    private static String[] tape(String option, Path file, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(more[0], option, file.toAbsolutePath().toString(), "--product", "TX", "--contract", "202108"));
        arguments.addAll(List.of(more).subList(1, more.length));
        return arguments.toArray(new String[0]);
    }

    private JsonNode replay(Path tape, Path conditions) throws IOException, InterruptedException {
        AftmProcess.Result result =
                home.run(tape("--tape", tape, "replay", "--conditions", conditions.toString(), "--json"));
        assertThat(result.exitCode()).as(result.err()).isZero();
        return JSON.readTree(result.out());
    }

    private List<String> ledgerOrders() throws IOException {
        return home.ledger().stream()
                .map(JSON::readTree)
                .filter(line -> line.get("kind").stringValue().equals("order"))
                .map(line -> line.get("exchange_time").longValue() / 1000 + " "
                        + line.get("side").stringValue() + " "
                        + line.get("quantity").intValue() + " "
                        + line.get("item_code").stringValue())
                .toList();
    }

    private static List<String> orders(JsonNode replay) {
        return StreamSupport.stream(replay.get("signals").spliterator(), false)
                .map(signal ->
                        OffsetDateTime.parse(signal.get("time").stringValue()).toEpochSecond()
                                + " " + signal.get("side").stringValue()
                                + " " + signal.get("quantity").intValue()
                                + " " + signal.get("item_code").stringValue())
                .toList();
    }

    private void importConditions(Path conditions) throws IOException, InterruptedException {
        assertThat(home.run("condition", "import", conditions.toString()).exitCode())
                .isZero();
    }

    @Test
    void run_and_replay_give_the_same_orders() throws IOException, InterruptedException {
        Path tape = Tapes.randomWalk(folder, TICKS, 1);
        Path conditions = Tapes.conditions(folder);
        JsonNode replay = replay(tape, conditions);
        assertThat(replay.get("ticks").intValue()).isEqualTo(TICKS);
        assertThat(orders(replay)).hasSizeGreaterThan(10);
        importConditions(conditions);

        AftmProcess.Result run = home.run(tape("--replay", tape, "run", "--exit-when-replay-ends", "--json"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode summary = JSON.readTree(run.out());
        assertThat(summary.get("ticks")).isEqualTo(replay.get("ticks"));
        assertThat(summary.get("signals").intValue())
                .isEqualTo(replay.get("signals").size());
        assertThat(summary.get("orders").intValue())
                .isEqualTo(replay.get("signals").size());
        assertThat(summary.get("fills").intValue())
                .isEqualTo(replay.get("fills").size());
        assertThat(summary.get("realized_pnl")).isEqualTo(replay.get("realized_pnl"));
        assertThat(summary.get("positions")).isEqualTo(replay.get("positions"));
        assertThat(ledgerOrders()).isEqualTo(orders(replay));
    }

    @Test
    void killed_processes_restart_without_lost_or_double_orders() throws IOException, InterruptedException {
        Path tape = Tapes.randomWalk(folder, TICKS, 2);
        Path conditions = Tapes.conditions(folder);
        List<String> expected = orders(replay(tape, conditions));
        importConditions(conditions);
        try (AftmProcess run = home.start(tape("--replay", tape, "run", "--exit-when-replay-ends"))) {
            run.says("All processes are up");
            for (String victim : List.of("strategy", "order-executor", "strategy", "order-executor")) {
                ProcessHandle process = run.component(victim);
                process.destroyForcibly();
                await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
                if (run.out().contains("The replay has ended")) {
                    break;
                }
            }
            assertThat(run.end().exitCode()).isZero();
            assertThat(run.out()).contains("The replay has ended: 3,000 ticks");
        }
        assertThat(ledgerOrders()).isEqualTo(expected);
    }

    @Test
    void the_same_replay_gives_the_same_document() throws IOException, InterruptedException {
        Path tape = Tapes.randomWalk(folder, TICKS, 3);
        Path conditions = Tapes.conditions(folder);
        assertThat(replay(tape, conditions)).isEqualTo(replay(tape, conditions));
    }

    @Test
    void without_a_tape_the_demo_conditions_soon_trade() throws IOException, InterruptedException {
        try (AftmProcess run = home.start("run")) {
            run.says("demo conditions were loaded")
                    .says("gateway         up after")
                    .says("order-executor  up after")
                    .says("strategy        up after")
                    .says("entry: ")
                    .says("accepted");
            AftmProcess.Result result = run.stop();
            assertThat(result.out()).contains("strategy        stopped", "gateway         stopped");
        }
        assertThat(ledgerOrders()).isNotEmpty();
    }

    @Test
    void the_other_processes_stop_when_the_supervisor_is_killed() throws IOException {
        try (AftmProcess run = home.start("run")) {
            run.says("All processes are up");
            List<ProcessHandle> components = run.components();
            assertThat(components).hasSize(3);
            run.kill();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> components.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void an_invalid_tape_stops_the_start_with_one_sentence() throws IOException, InterruptedException {
        Path page = Files.writeString(folder.resolve("page.zip"), "<html>Not found</html>");
        AftmProcess.Result result = home.run(tape("--replay", page, "run"));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("Line 1 of page.zip: this is a web page")
                .hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void a_port_in_use_stops_the_start_with_one_sentence() throws IOException, InterruptedException {
        try (AftmProcess first = home.start("gateway")) {
            first.says("The gateway serves requests");
            AftmProcess.Home second = new AftmProcess.Home(Files.createDirectory(folder.resolve("second")));
            second.with("DLL_GATEWAY_PORT", String.valueOf(home.gatewayPort()));
            AftmProcess.Result result = second.run("run");
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err())
                    .isEqualTo("DLL_GATEWAY_PORT is " + home.gatewayPort()
                            + ", which another program uses; stop that program, or choose another port.\n");
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void a_real_day_is_replayed_to_its_last_tick() throws IOException, InterruptedException {
        assumeTrue(Files.exists(REAL_DAY), "The real trading day is not beside this checkout.");
        Path conditions = Files.writeString(
                folder.resolve("two.json"),
                "[{\"action\":\"buy\",\"trigger_price\":17300,\"is_following\":true},"
                        + "{\"action\":\"sell\",\"trigger_price\":17350,\"quantity\":2}]");
        JsonNode replay = replay(REAL_DAY, conditions);
        assertThat(replay.get("ticks").intValue()).isEqualTo(95_414);
        assertThat(replay.get("signals").toString())
                .contains("\"time\":\"2021-07-26T10:49:08+08:00\",\"side\":\"buy\",\"item_code\":\"TXFH1\","
                        + "\"quantity\":1,\"price\":17305,\"reason\":\"entry\"");
        importConditions(conditions);
        AftmProcess.Result run = home.run(tape("--replay", REAL_DAY, "run", "--exit-when-replay-ends"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("95,414 ticks, 4 signals, 4 orders, 4 fills");
        assertThat(ledgerOrders()).isEqualTo(orders(replay));
    }
}

package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aftm.infrastructure.process.ProcessState;
import dev.aftm.infrastructure.process.ProcessStatus;
import dev.aftm.infrastructure.process.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the supervisor with real processes that are killed, hang or are started twice. */
@Tag("long")
@Timeout(300)
final class SupervisionIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> COMPONENTS = List.of("gateway", "order-executor", "strategy");

    private final Path folder;
    private final AftmProcess.Home home;

    SupervisionIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        home = new AftmProcess.Home(folder);
    }

    /** Returns the processes that the supervisor reports as running. */
    private List<Long> running() throws IOException {
        return RunStatus.read(folder.resolve("data")).stream()
                .flatMap(run -> run.components().stream())
                .filter(component -> component.state() == ProcessState.RUNNING)
                .map(ProcessStatus::pid)
                .toList();
    }

    private static boolean signal(ProcessHandle process, String name) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void killed_processes_restart_and_each_order_arrives_once() throws IOException, InterruptedException {
        home.with("SIMULATOR_TAPE_TICKS_PER_SECOND", "200");
        Random random = new Random(1);
        Set<Long> seen = new HashSet<>();
        try (AftmProcess run = home.start("run")) {
            run.says("All processes are up").says("entry: ");
            for (int i = 0; i < 6; i++) {
                ProcessHandle victim = run.component(COMPONENTS.get(random.nextInt(COMPONENTS.size())));
                seen.add(victim.pid());
                victim.destroyForcibly();
                await().atMost(PATIENCE).until(() -> !victim.isAlive());
                await("whole again")
                        .atMost(PATIENCE)
                        .until(() -> running().stream()
                                        .filter(pid -> ProcessHandle.of(pid)
                                                .filter(ProcessHandle::isAlive)
                                                .isPresent())
                                        .count()
                                == COMPONENTS.size());
            }
            run.components().forEach(component -> seen.add(component.pid()));
            run.stop();
        }
        for (long pid : seen) {
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive))
                    .as("%d", pid)
                    .isEmpty();
        }
        List<String> ids = home.ledger().stream()
                .map(JSON::readTree)
                .filter(line -> line.get("kind").stringValue().equals("order"))
                .map(line -> line.get("tag").stringValue())
                .toList();
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
        assertThat(home.run("audit", "verify").exitCode()).isZero();
    }

    @Test
    void a_process_that_hangs_is_replaced() throws IOException, InterruptedException {
        home.with("HEARTBEAT_TIMEOUT_MS", "2000");
        try (AftmProcess run = home.start("run")) {
            run.says("All processes are up");
            ProcessHandle frozen = run.component("strategy");
            assertThat(signal(frozen, "STOP")).isTrue();
            run.says("strategy        ended unexpectedly (no sign of life for 2 s); it is being restarted.");
            await().atMost(PATIENCE).until(() -> running().size() == COMPONENTS.size());
            assertThat(frozen.isAlive()).isFalse();
            run.stop();
        }
    }

    @Test
    void status_shows_the_same_at_another_terminal() throws IOException, InterruptedException {
        assertThat(home.run("status").exitCode()).isEqualTo(3);
        try (AftmProcess run = home.start("run")) {
            run.says("All processes are up");
            await().atMost(PATIENCE).until(() -> running().size() == COMPONENTS.size());
            AftmProcess.Result told = home.run("status");
            assertThat(told.exitCode()).as(told.out()).isZero();
            assertThat(told.out())
                    .contains(
                            "\"run\" has been running since",
                            "gateway         running",
                            "account: SIM0001",
                            "gateway: healthy");
            AftmProcess.Result json = home.run("status", "--json");
            assertThat(JSON.readTree(json.out()).get("session").get("item_code").stringValue())
                    .isEqualTo("TXFH1");
            run.kill();
            await().atMost(PATIENCE).until(() -> run.components().isEmpty());
        }
        await().atMost(PATIENCE).until(() -> home.run("status").exitCode() == 3);
        assertThat(home.run("status").out()).contains("\"run\" is not running on this DATA_DIR.");
    }

    @Test
    void a_second_system_on_the_same_folder_is_rejected() throws IOException, InterruptedException {
        try (AftmProcess run = home.start("run")) {
            run.says("All processes are up");
            AftmProcess.Home twin = new AftmProcess.Home(Files.createDirectory(folder.resolve("twin")));
            twin.with("DATA_DIR", folder.resolve("data").toString());
            AftmProcess.Result refused = twin.run("run");
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .startsWith("DATA_DIR is ")
                    .contains("another \"run\" (process ")
                    .hasLineCount(1);
            assertThat(refused.out()).isEmpty();
            run.stop();
        }
    }

    @Test
    void one_order_can_be_followed_through_the_logs_of_all_processes() throws IOException, InterruptedException {
        try (AftmProcess run = home.start("run")) {
            run.says("All processes are up").says("entry: ").says("accepted");
            run.stop();
        }
        String id = lines("strategy").stream()
                .map(SupervisionIT::requestId)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        assertThat(id).endsWith("-entry");
        assertThat(about("order-executor", id)).singleElement().asString().contains("ACCEPTED");
        assertThat(about("gateway", id)).anyMatch(line -> line.contains("Order is FILLED"));
        assertThat(lines("supervisor"))
                .isNotEmpty()
                .allMatch(line -> JSON.readTree(line).isObject());
    }

    private List<String> lines(String process) throws IOException {
        return Files.readAllLines(folder.resolve("logs").resolve(process + ".log"));
    }

    private List<String> about(String process, String id) throws IOException {
        return lines(process).stream()
                .filter(line -> requestId(line).equals(Optional.of(id)))
                .toList();
    }

    private static Optional<String> requestId(String line) {
        JsonNode pairs = JSON.readTree(line).path("kvpList");
        for (JsonNode pair : pairs) {
            if (pair.has("request_id")) {
                return Optional.of(pair.get("request_id").stringValue());
            }
        }
        return Optional.empty();
    }

    @Test
    void the_journal_can_be_verified_and_copied_elsewhere() throws IOException, InterruptedException {
        assertThat(home.run("audit", "verify").err())
                .startsWith("There is no journal at")
                .hasLineCount(1);
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            home.run("order", "send", "--item", "TXFH1", "--side", "buy", "--request-id", "my-order-1");
            AftmProcess.Result atWork = home.run("audit", "verify");
            assertThat(atWork.exitCode()).as(atWork.out()).isZero();
            gateway.stop();
        }
        AftmProcess.Result head = home.run("audit", "head");
        String expected = head.out().strip();
        assertThat(home.run("audit", "head", "--expect", expected).exitCode()).isZero();
        JsonNode shown = JSON.readTree(home.run("audit", "show", "--request-id", "my-order-1", "--json")
                .out());
        assertThat(shown.get("events")).hasSizeGreaterThanOrEqualTo(2);
        Path export = folder.resolve("export.jsonl");
        assertThat(home.run("audit", "export", "--output", export.toString()).exitCode())
                .isZero();
        List<String> exported = Files.readAllLines(export);
        assertThat(expected).startsWith(exported.size() + ":");
        assertThat(home.run("audit", "export", "--output", export.toString()).exitCode())
                .isEqualTo(2);

        AftmProcess.Result cut = home.run("audit", "head", "--expect", (exported.size() + 1) + ":" + "0".repeat(64));
        assertThat(cut.exitCode()).isEqualTo(1);
        assertThat(cut.err()).contains("events were removed at its end");
        Path segment;
        try (Stream<Path> files = Files.list(folder.resolve("data/journal"))) {
            segment = files.filter(file -> file.toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);
        AftmProcess.Result altered = home.run("audit", "verify", "--json");
        assertThat(altered.exitCode()).isEqualTo(1);
        assertThat(JSON.readTree(altered.out()).get("findings").toString())
                .contains(segment.getFileName().toString());
    }
}

package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests the published image in real containers on a shared network, as in compose.yaml: each container is paused and killed
 * while orders are sent, and every order must arrive at the exchange once.
 */
@Tag("long")
@Timeout(600)
final class ContainersIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BASE = System.getenv().getOrDefault("AFTM_BASE_IMAGE", "eclipse-temurin:17-jre");
    private static final int ORDERS_MEANWHILE = 2;

    @TempDir
    private Path folder = Path.of("");

    /** The orders that a client has sent, each with a definite result. */
    private final List<String> answered = new CopyOnWriteArrayList<>();

    private volatile boolean isOver;

    private static ImageFromDockerfile image(Path home) throws IOException {
        return new ImageFromDockerfile("aftm-under-test", true)
                .withFileFromPath("Dockerfile", home.resolve("packaging/Dockerfile"))
                .withFileFromPath("lib", home.resolve("lib"))
                // Unzipping in Java loses the executable flag.
                .withFileFromTransferable(
                        "bin/aftm", Transferable.of(Files.readAllBytes(home.resolve("bin/aftm")), 0755))
                .withBuildArg("BASE", BASE);
    }

    private static GenericContainer<?> hardened(GenericContainer<?> container) {
        return container
                .withTmpFs(Map.of("/tmp", "exec,mode=1777"))
                .withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                        .withReadonlyRootfs(true)
                        .withCapDrop(com.github.dockerjava.api.model.Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges:true")));
    }

    private static GenericContainer<?> component(ImageFromDockerfile image, GenericContainer<?> network, String name) {
        return hardened(new GenericContainer<>(image))
                .withNetworkMode("container:" + network.getContainerId())
                .withCommand(name);
    }

    private static int aftm(GenericContainer<?> in, String... arguments) throws IOException, InterruptedException {
        return told(in, arguments).getExitCode();
    }

    private static ExecResult told(GenericContainer<?> in, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aftm"));
        command.addAll(List.of(arguments));
        return in.execInContainer(command.toArray(new String[0]));
    }

    private static void awaitWhole(GenericContainer<?> network) {
        await("the gateway is healthy").atMost(PATIENCE).until(() -> aftm(network, "health") == 0);
    }

    /** Sends one order after another; repeats each under its id until it has a definite result. */
    private void trade(GenericContainer<?> client) {
        for (int i = 0; !isOver; i++) {
            String id = "client-order-" + i;
            boolean isAnswered = false;
            while (!isAnswered && !isOver) {
                try {
                    int exitCode = aftm(
                            client,
                            "order",
                            "send",
                            "--item",
                            "TXFH1",
                            "--side",
                            "buy",
                            "--note",
                            id,
                            "--account",
                            "SIM0001",
                            "--request-id",
                            id);
                    isAnswered = exitCode == 0;
                } catch (IOException | RuntimeException e) {
                    // The container may be restarting.
                } catch (InterruptedException e) {
                    return;
                }
            }
            if (isAnswered) {
                answered.add(id);
            }
        }
    }

    private void awaitOrders() {
        int soFar = answered.size();
        await("orders flow").atMost(PATIENCE).until(() -> answered.size() >= soFar + ORDERS_MEANWHILE);
    }

    @Test
    void orders_arrive_once_although_containers_are_killed() throws IOException, InterruptedException {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "There is no Docker here.");
        ImageFromDockerfile image = image(Distribution.unzip(folder));
        try (GenericContainer<?> network = hardened(new GenericContainer<>(image))
                .withCreateContainerCmdModifier(command -> command.withEntrypoint("sleep"))
                .withCommand("infinity")) {
            network.start();
            try (GenericContainer<?> gateway = component(image, network, "gateway")
                            .waitingFor(Wait.forLogMessage(".*serves requests.*", 1));
                    GenericContainer<?> executor = component(image, network, "order-executor")
                            .waitingFor(Wait.forLogMessage(".*receives signals.*", 1));
                    GenericContainer<?> strategy = component(image, network, "strategy")
                            .waitingFor(Wait.forLogMessage(".*receives ticks.*", 1))) {
                gateway.start();
                executor.start();
                strategy.start();
                assertThat(gateway.getContainerInfo().getConfig().getUser()).isEqualTo("10001:10001");
                awaitWhole(network);
                String conditions = Files.readString(Tapes.conditions(folder));
                strategy.execInContainer("sh", "-c", "echo '" + conditions + "' > /tmp/conditions.json");
                assertThat(aftm(strategy, "condition", "import", "/tmp/conditions.json"))
                        .isZero();
                Thread client = new Thread(() -> trade(network), "client");
                client.start();
                awaitOrders();
                for (GenericContainer<?> victim : List.of(strategy, executor, gateway)) {
                    disturb(victim, network, victim.equals(gateway));
                }
                awaitOrders();
                isOver = true;
                client.join(PATIENCE.toMillis());
                await("nothing is open").atMost(PATIENCE).until(() -> aftm(network, "health") == 0);
                assertLedger(gateway);
                assertThat(told(gateway, "audit", "verify").getStdout()).contains("The journal is intact");
            }
        }
    }

    /** A pause leaves connections open but silent; a kill gives no warning. */
    private void disturb(GenericContainer<?> victim, GenericContainer<?> network, boolean isGateway) {
        DockerClient docker = DockerClientFactory.instance().client();
        docker.pauseContainerCmd(victim.getContainerId()).exec();
        if (isGateway) {
            await("nobody answers").atMost(PATIENCE).until(() -> aftm(network, "health") == 3);
        } else {
            awaitOrders();
        }
        docker.unpauseContainerCmd(victim.getContainerId()).exec();
        awaitWhole(network);
        awaitOrders();
        docker.killContainerCmd(victim.getContainerId()).exec();
        docker.startContainerCmd(victim.getContainerId()).exec();
        awaitWhole(network);
        awaitOrders();
    }

    private void assertLedger(GenericContainer<?> gateway) throws IOException {
        String ledger = gateway.copyFileFromContainer(
                "/var/lib/aftm/data/exchange-ledger.jsonl",
                stream -> new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        List<JsonNode> orders = ledger.lines()
                .map(JSON::readTree)
                .filter(line -> line.get("kind").stringValue().equals("order"))
                .toList();
        assertThat(orders).extracting(order -> order.get("tag").stringValue()).doesNotHaveDuplicates();
        List<String> notes =
                orders.stream().map(order -> order.get("note").stringValue()).toList();
        assertThat(notes).contains("From AFTM Gateway");
        List<String> ofClient =
                notes.stream().filter(note -> note.startsWith("client-order-")).toList();
        assertThat(ofClient).doesNotHaveDuplicates().containsAll(answered);
    }
}

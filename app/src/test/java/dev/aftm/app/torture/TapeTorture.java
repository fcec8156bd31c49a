package dev.aftm.app.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.app.AftmProcess;
import dev.aftm.app.Tapes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replays a tape with the whole system, as users start it, while gateway, strategy and order executor are killed at random
 * times. The exchange must receive the same orders as in an undisturbed replay, in the same order, each once.
 */
final class TapeTorture {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> VICTIMS = List.of("gateway", "strategy", "order-executor");
    private static final int TICKS = 3_000;

    private final long seed;
    private final int kills;
    private final Path folder;

    TapeTorture(long seed, int kills, Path folder) {
        this.seed = seed;
        this.kills = kills;
        this.folder = folder;
    }

    /** Runs the test. */
    void run() throws IOException, InterruptedException {
        AftmProcess.Home home = new AftmProcess.Home(folder).with("LOG_LEVEL", "ERROR");
        Path tape = Tapes.randomWalk(folder, TICKS, seed);
        Path conditions = Tapes.conditions(folder);
        List<String> expected = replayed(home, tape, conditions);
        assertThat(home.run("condition", "import", conditions.toString()).exitCode())
                .isZero();
        int killed = 0;
        try (AftmProcess run = home.start(
                "run",
                "--replay",
                tape.toString(),
                "--product",
                "TX",
                "--contract",
                "202108",
                "--exit-when-replay-ends")) {
            run.says("All processes are up");
            Random random = new Random(seed);
            while (killed < kills && run.isAlive()) {
                LockSupport.parkNanos(
                        Duration.ofMillis(random.nextInt(100, 1_200)).toNanos());
                if (run.killComponent(VICTIMS.get(random.nextInt(VICTIMS.size())))) {
                    killed++;
                }
            }
            AftmProcess.Result result = run.end();
            assertThat(result.exitCode())
                    .as("%s%n%s", result.out(), result.err())
                    .isZero();
        }
        assertThat(received(home)).as("seed %d, %d kills", seed, killed).isEqualTo(expected);
        System.out.println("Replay torture with seed " + seed + ": " + expected.size() + " orders, " + killed
                + " SIGKILLs of gateway, strategy and executor; the orders equal those of the undisturbed replay.");
    }

    private static List<String> replayed(AftmProcess.Home home, Path tape, Path conditions)
            throws IOException, InterruptedException {
        AftmProcess.Result result = home.run(
                "replay",
                "--tape",
                tape.toString(),
                "--product",
                "TX",
                "--contract",
                "202108",
                "--conditions",
                conditions.toString(),
                "--json");
        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode signals = JSON.readTree(result.out()).get("signals");
        return StreamSupport.stream(signals.spliterator(), false)
                .map(signal ->
                        OffsetDateTime.parse(signal.get("time").stringValue()).toEpochSecond()
                                + " " + signal.get("side").stringValue() + " "
                                + signal.get("quantity").intValue())
                .toList();
    }

    private static List<String> received(AftmProcess.Home home) throws IOException {
        List<String> orders = new ArrayList<>();
        for (String line : home.ledger()) {
            JsonNode node = JSON.readTree(line);
            if (node.get("kind").stringValue().equals("order")) {
                orders.add(node.get("exchange_time").longValue() / 1000 + " "
                        + node.get("side").stringValue() + " "
                        + node.get("quantity").intValue());
            }
        }
        return orders;
    }
}

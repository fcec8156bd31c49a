package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the whole system on the native exchange library, in its real processes. */
@Tag("long")
@Timeout(300)
final class NativeLibraryIT {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final AftmProcess.Home home;

    NativeLibraryIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        home = onLibrary(folder, NativeLibrary.orSkip());
    }

    static AftmProcess.Home onLibrary(Path folder, Path library) throws IOException {
        return new AftmProcess.Home(folder).with("EXCHANGE_MODE", "dll").with("EXCHANGE_DLL_PATH", library.toString());
    }

    /** Returns the exchange's ledger without the fields that differ from run to run. */
    static List<String> ledger(AftmProcess.Home of) throws IOException {
        return of.ledger().stream()
                .map(line -> line.replaceAll("\"received_at\":\\d+,", "").replaceAll("\"tag\":\"[^\"]*\",", ""))
                .toList();
    }

    static List<String> orders(AftmProcess.Home of) throws IOException {
        return ledger(of).stream()
                .filter(line -> line.contains("\"kind\":\"order\""))
                .toList();
    }

    static void trade(AftmProcess.Home on, Path tape, Path conditions) throws IOException, InterruptedException {
        assertThat(on.run("condition", "import", conditions.toString()).exitCode())
                .isZero();
        AftmProcess.Result run = on.run(
                "run",
                "--replay",
                tape.toAbsolutePath().toString(),
                "--product",
                "TX",
                "--contract",
                "202108",
                "--exit-when-replay-ends");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void the_native_exchange_trades_like_the_paper_exchange() throws IOException, InterruptedException {
        Path tape = Tapes.randomWalk(folder, 1200, 5);
        Path conditions = Tapes.conditions(folder);
        AftmProcess.Home paper = new AftmProcess.Home(Files.createDirectory(folder.resolve("paper")));
        trade(paper, tape, conditions);

        trade(home, tape, conditions);
        assertThat(ledger(home)).hasSizeGreaterThan(20).isEqualTo(ledger(paper));

        AftmProcess.Home troubled =
                onLibrary(Files.createDirectory(folder.resolve("troubled")), NativeLibrary.orSkip());
        troubled.with("SIMULATOR_FAULTS", "crash_at=7,lose_every=11,repeat_every=4,callback_threads=3");
        trade(troubled, tape, conditions);
        assertThat(orders(troubled)).hasSizeGreaterThan(10).isEqualTo(orders(paper));
        assertThat(troubled.folder().resolve("logs"))
                .as("the crash report")
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("gateway-crash-"));
    }

    @Test
    void a_hanging_call_and_a_lost_connection_show_in_health() throws IOException, InterruptedException {
        // As long as that an order may wait to be called, too: on a busy machine a shorter one ends as "not sent".
        home.with("SIMULATOR_FAULTS", "hang_at=1").with("EXCHANGE_CALL_TIMEOUT_MS", "3000");
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            AftmProcess.Result sent = home.run("order", "send", "--item", "TXFH1", "--side", "buy");
            assertThat(sent.exitCode()).as(sent.err()).isEqualTo(4);
            JsonNode health = JSON.readTree(home.run("health", "--json").out());
            assertThat(health.get("status").stringValue()).isEqualTo("degraded");
            assertThat(health.get("reasons").toString()).contains("a call to the exchange");
        }
    }

    @Test
    void a_real_library_requires_account_instrument_and_own_folder() throws IOException, InterruptedException {
        home.with("SIMULATOR_FAULTS", "live_ticks_ms=5").with("LOG_LEVEL", "ERROR");
        Path tape = Tapes.randomWalk(folder, 10, 1);
        AftmProcess.Result fed =
                home.run("gateway", "--replay", tape.toString(), "--product", "TX", "--contract", "202108");
        assertThat(fed.exitCode()).isEqualTo(2);
        assertThat(fed.err())
                .startsWith("Market data can be replayed only into a simulated exchange")
                .hasLineCount(1);

        try (AftmProcess run = home.start("run")) {
            run.says("account         none is selected; run \"session select-account ACCOUNT\"")
                    .says("instrument      none is registered; run \"session register ITEM\"");
            assertThat(run.out()).doesNotContain("order-executor");
            assertThat(home.run("session", "select-account", "REAL1").exitCode())
                    .isZero();
            run.says("account         REAL1");
            assertThat(home.run("session", "register", "NONE1").err())
                    .contains("The exchange does not list the instrument NONE1.");
            assertThat(home.run("session", "register", "TXFH1").exitCode()).isZero();
            run.says("for account REAL1.")
                    .says("conditions: there are none, so nothing will be traded")
                    .says("All processes are up");
            assertThat(home.run("order", "send", "--item", "TXFH1", "--side", "buy")
                            .exitCode())
                    .isZero();
            run.stop();
        }
        AftmProcess.Result mixed = home.with("SIMULATOR_FAULTS", "").run("gateway");
        assertThat(mixed.exitCode()).isEqualTo(2);
        assertThat(mixed.err())
                .contains("was used with a real exchange, but this exchange is simulated")
                .hasLineCount(1);
    }

    @Test
    void a_strategy_trades_on_the_ticks_of_a_real_library() throws IOException, InterruptedException {
        home.with("SIMULATOR_FAULTS", "live_ticks_ms=2")
                .with("REGISTERED_ITEM", "TXFH1")
                .with("ORDER_ACCOUNT", "REAL1");
        Path conditions = Files.writeString(
                folder.resolve("near.json"),
                "[{\"action\":\"buy\",\"trigger_price\":99999,\"turning_point\":1,\"is_following\":true}]");
        assertThat(home.run("condition", "import", conditions.toString()).exitCode())
                .isZero();
        try (AftmProcess run = home.start("run")) {
            run.says("entry: buy 1 TXFH1").says("accepted");
            run.stop();
        }
        assertThat(orders(home)).isNotEmpty();
    }

    @Test
    void an_incompatible_library_stops_the_start_with_one_sentence() throws IOException, InterruptedException {
        Path text = Files.writeString(folder.resolve("libtext.so"), "No library at all. ".repeat(20));
        for (String path : List.of(text.toString(), folder.resolve("none.so").toString(), "")) {
            AftmProcess.Result result = home.with("EXCHANGE_DLL_PATH", path)
                    .with("LOG_LEVEL", "INFO")
                    .run("run");
            assertThat(result.exitCode()).as(path).isEqualTo(2);
            assertThat(result.err().lines().toList()).as(path).hasSize(1);
        }
    }

    @Test
    void a_rejected_login_is_reported_and_orders_are_rejected() throws IOException, InterruptedException {
        home.with("SIMULATOR_FAULTS", "refuse_login=1");
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway is not logged in: The simulated exchange is configured to reject every login.");
            gateway.says("The gateway serves requests");
            AftmProcess.Result refused = home.run("order", "send", "--item", "TXFH1", "--side", "buy");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("NOT_LOGGED_IN");
        }
    }
}

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

/** The whole system on the native exchange library, in its real processes. */
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

    private static AftmProcess.Home onLibrary(Path folder, Path library) throws IOException {
        return new AftmProcess.Home(folder).with("EXCHANGE_MODE", "dll").with("EXCHANGE_DLL_PATH", library.toString());
    }

    /** What the exchange received and did, without what differs from run to run. */
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
    void the_native_exchange_trades_a_tape_as_the_paper_exchange_does_and_whatever_goes_wrong_each_order_arrives_once()
            throws IOException, InterruptedException {
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
                .as("the record of a crash")
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("gateway-crash-"));
    }

    @Test
    void a_call_that_hangs_shows_in_the_health_and_a_line_that_is_down_as_well()
            throws IOException, InterruptedException {
        home.with("SIMULATOR_FAULTS", "hang_at=1").with("EXCHANGE_CALL_TIMEOUT_MS", "300");
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            assertThat(home.run("order", "send", "--item", "TXFH1", "--side", "buy")
                            .exitCode())
                    .isEqualTo(4);
            JsonNode health = JSON.readTree(home.run("health", "--json").out());
            assertThat(health.get("status").stringValue()).isEqualTo("degraded");
            assertThat(health.get("reasons").toString()).contains("a call to it hangs");
        }
    }

    @Test
    void a_real_library_takes_no_tape_wants_an_account_an_instrument_and_a_folder_of_its_own()
            throws IOException, InterruptedException {
        home.with("SIMULATOR_FAULTS", "live_ticks_ms=5").with("LOG_LEVEL", "ERROR");
        Path tape = Tapes.randomWalk(folder, 10, 1);
        AftmProcess.Result fed =
                home.run("gateway", "--replay", tape.toString(), "--product", "TX", "--contract", "202108");
        assertThat(fed.exitCode()).isEqualTo(2);
        assertThat(fed.err())
                .startsWith("A tape can be played into a simulated exchange only")
                .hasLineCount(1);

        try (AftmProcess run = home.start("run")) {
            run.says("account         none is selected; type \"session select-account ACCOUNT\"")
                    .says("instrument      none is registered; type \"session register ITEM\"");
            assertThat(run.out()).doesNotContain("order-executor");
            assertThat(home.run("session", "select-account", "REAL1").exitCode())
                    .isZero();
            run.says("account         REAL1");
            assertThat(home.run("session", "register", "NONE1").err())
                    .contains("The exchange does not list the instrument NONE1.");
            assertThat(home.run("session", "register", "TXFH1").exitCode()).isZero();
            run.says("for account REAL1.")
                    .says("conditions: there are none, so nothing will be traded")
                    .says("All components are up");
            assertThat(home.run("order", "send", "--item", "TXFH1", "--side", "buy")
                            .exitCode())
                    .isZero();
            run.stop();
        }
        AftmProcess.Result mixed = home.with("SIMULATOR_FAULTS", "").run("gateway");
        assertThat(mixed.exitCode()).isEqualTo(2);
        assertThat(mixed.err())
                .contains("was used with a real exchange, and this one is simulated")
                .hasLineCount(1);
    }

    @Test
    void a_strategy_trades_on_the_ticks_that_a_real_library_reports() throws IOException, InterruptedException {
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
    void a_library_that_does_not_fit_stops_the_start_with_one_sentence() throws IOException, InterruptedException {
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
    void a_refused_login_is_said_and_no_order_is_taken() throws IOException, InterruptedException {
        home.with("SIMULATOR_FAULTS", "refuse_login=1");
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway is not logged in: The exchange was told to let nobody in.");
            gateway.says("The gateway serves requests");
            AftmProcess.Result refused = home.run("order", "send", "--item", "TXFH1", "--side", "buy");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("NOT_LOGGED_IN");
        }
    }
}

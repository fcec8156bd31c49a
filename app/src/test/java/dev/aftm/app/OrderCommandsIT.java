package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the commands for orders, session, journal and replay. */
@Tag("long")
@Timeout(300)
final class OrderCommandsIT {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final AftmProcess.Home home;

    OrderCommandsIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        home = new AftmProcess.Home(folder);
    }

    private String typed(int exitCode, String command) throws IOException, InterruptedException {
        AftmProcess.Result result = home.run(command.split(" ", -1));
        assertThat(result.exitCode())
                .as("%s: %s %s", command, result.out(), result.err())
                .isEqualTo(exitCode);
        return exitCode == 0 ? result.out() : result.out() + result.err();
    }

    private JsonNode document(String command) throws IOException, InterruptedException {
        return JSON.readTree(typed(0, command + " --json"));
    }

    @Test
    void an_open_order_is_replaced_and_cancelled() throws IOException, InterruptedException {
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            typed(
                    0,
                    "order send --item TXFH1 --side buy --type limit --price 15000 --quantity 3 --request-id"
                            + " order-0001");
            assertThat(typed(0, "order replace order-0001 --price 15001 --quantity 2"))
                    .contains("The exchange accepted the request for order 000001");
            assertThat(document("order replace order-0001 --quantity 1")
                            .get("status")
                            .stringValue())
                    .isEqualTo("accepted");
            assertThat(typed(1, "order replace order-0001 --quantity 9"))
                    .contains("The exchange rejected the" + " request:");
            assertThat(typed(0, "orders")).contains("order-0001", "working", "15,001");
            assertThat(typed(0, "order cancel --serial 000001")).contains("order 000001");
            assertThat(typed(0, "order show order-0001")).contains("order-0001", "cancelled");
            assertThat(typed(0, "orders --state cancelled")).contains("order-0001");
            assertThat(document("order show --serial 000001").toString()).contains("order-0001");
            assertThat(typed(1, "order cancel order-9999")).contains("There is no order order-9999");
            assertThat(typed(1, "order cancel order-9999 --json")).contains("ORDER_NOT_FOUND");
            assertThat(typed(2, "order replace order-0001")).contains("--price");
        }
    }

    @Test
    void session_account_and_instruments_are_shown() throws IOException, InterruptedException {
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            assertThat(typed(0, "account")).contains("SIM0001", "TWD", "10,000,000");
            assertThat(document("account").get("account").stringValue()).isEqualTo("SIM0001");
            assertThat(typed(0, "session instruments")).contains("TXFH1", "200");
            assertThat(document("session instruments").get("instruments")).isNotEmpty();
            assertThat(typed(0, "session status")).contains("SIM0001");
            assertThat(document("session status").get("logged_in").booleanValue())
                    .isTrue();
            assertThat(typed(0, "config reference")).contains("DLL_GATEWAY_PORT");
            assertThat(document("config reference").toString()).contains("DLL_GATEWAY_PORT");
            assertThat(typed(0, "status")).contains("gateway");
        }
    }

    @Test
    void the_journal_can_be_verified_shown_and_exported() throws IOException, InterruptedException {
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            typed(0, "order send --item TXFH1 --side buy --quantity 1 --request-id order-0001");
            assertThat(typed(0, "audit show --request-id order-0001")).contains("order-0001", "intended");
            assertThat(document("audit show --last 3").toString()).contains("seq");
        }
        assertThat(typed(0, "audit verify")).contains("events");
        assertThat(document("audit verify").get("sound").booleanValue()).isTrue();
        String head = typed(0, "audit head").strip();
        assertThat(typed(0, "audit head --expect " + head)).isNotBlank();
        String another = head.substring(0, head.length() - 1) + (head.endsWith("0") ? "1" : "0");
        assertThat(typed(1, "audit head --expect " + another)).isNotBlank();
        Path exported = folder.resolve("journal.jsonl");
        typed(0, "audit export --output " + exported);
        assertThat(Files.readString(exported)).contains("order-0001");
    }

    @Test
    void a_replay_prints_its_result_and_writes_a_report() throws IOException, InterruptedException {
        Path tape = Tapes.randomWalk(folder, 2_000, 7);
        Path conditions = Tapes.conditions(folder);
        Path report = folder.resolve("report.html");
        String command = "replay --tape " + tape + " --product TX --contract 202108 --conditions " + conditions;
        assertThat(typed(0, command + " --report " + report)).contains("ticks", "report.html");
        assertThat(Files.readString(report)).startsWith("<!DOCTYPE html>").contains("</html>");
        assertThat(typed(
                        2,
                        "replay --tape " + folder.resolve("none.csv") + " --product TX --contract 202108 --conditions "
                                + conditions))
                .contains("none.csv");
    }
}

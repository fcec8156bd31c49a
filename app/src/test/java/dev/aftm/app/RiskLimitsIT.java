package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Tests risk limits and the kill switch through the commands, with real processes. */
@Tag("long")
@Timeout(180)
final class RiskLimitsIT {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final AftmProcess.Home home;

    RiskLimitsIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        home = new AftmProcess.Home(folder);
    }

    private AftmProcess.Result send(String... more) throws IOException, InterruptedException {
        String[] command = new String[6 + more.length];
        System.arraycopy(new String[] {"order", "send", "--item", "TXFH1", "--side", "buy"}, 0, command, 0, 6);
        System.arraycopy(more, 0, command, 6, more.length);
        return home.run(command);
    }

    @Test
    void limits_come_from_the_file_and_a_denied_id_can_be_reused() throws IOException, InterruptedException {
        Path limits =
                Files.writeString(folder.resolve("limits.json"), "[{\"order_quantity\": 2, \"item_code\": \"TXFH1\"}]");
        home.with("RISK_LIMITS_FILE", limits.toString());
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("Risk limits in force: 1 entry of RISK_LIMITS_FILE, no profile.")
                    .says("The gateway serves requests");
            AftmProcess.Result refused = send("--quantity", "3", "--request-id", "my-order-1");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("Rejected by \"order quantity\": 3 exceeds the limit of 2.")
                    .contains("RISK_REJECTED");
            assertThat(send("--quantity", "2", "--request-id", "my-order-1").exitCode())
                    .as("the id can still be used")
                    .isZero();
            gateway.stop();
        }
        AftmProcess.Result wrong =
                home.with("RISK_LIMITS_FILE", folder.resolve("none").toString()).run("gateway");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("RISK_LIMITS_FILE is ");
    }

    @Test
    void the_kill_switch_cancels_orders_and_survives_a_crash() throws IOException, InterruptedException {
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            assertThat(send("--type", "limit", "--price", "10", "--request-id", "resting-1")
                            .exitCode())
                    .isZero();
            AftmProcess.Result engaged =
                    home.run("kill-switch", "engage", "--reason", "strange prices", "--cancel-orders");
            assertThat(engaged.out()).contains("ENGAGED", "by client: strange prices");
            AftmProcess.Result refused = send();
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("KILL_SWITCH_ENGAGED");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> home.run("order", "show", "resting-1").out().contains("cancelled"));
            gateway.kill();
        }
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            assertThat(home.run("health").out()).contains("The kill switch has been engaged since");
            assertThat(send().err()).contains("KILL_SWITCH_ENGAGED");
            assertThat(home.run("kill-switch", "release").exitCode())
                    .as("without a reason")
                    .isEqualTo(2);
            assertThat(home.run("kill-switch", "release", "--reason", "sound again")
                            .out())
                    .contains("is not engaged");
            assertThat(send().exitCode()).isZero();
            gateway.stop();
        }
        assertThat(home.run("audit", "show", "--kind", "kill_switch").out())
                .contains("engaged by client: strange prices", "released: sound again");
    }

    @Test
    void the_kill_switch_can_be_engaged_without_a_gateway() throws IOException, InterruptedException {
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            Files.createFile(folder.resolve("data/kill-switch"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> JSON.readTree(
                                    home.run("kill-switch", "status", "--json").out())
                            .get("engaged")
                            .booleanValue());
            assertThat(send().err()).contains("KILL_SWITCH_ENGAGED");
            home.run("kill-switch", "release", "--reason", "tried out");
            gateway.stop();
        }
        AftmProcess.Result alone = home.run("kill-switch", "engage", "--reason", "before the start");
        assertThat(alone.exitCode()).isEqualTo(3);
        assertThat(alone.out()).contains("ENGAGED", "before the start");
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            assertThat(send().err()).contains("KILL_SWITCH_ENGAGED");
            gateway.stop();
        }
    }
}

package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the status page in a real browser during a whole replay, and after the end of the run. */
@Tag("long")
@Timeout(240)
final class StatusPageIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int BELOW_THE_TAPE = 17_255;

    @TempDir
    private Path folder = Path.of("");

    private static BigDecimal number(String shown) {
        return new BigDecimal(shown.replace(",", "").replace("+", ""));
    }

    @Test
    void the_page_follows_a_replay_and_engages_the_kill_switch() throws Exception {
        AftmProcess.Home home = new AftmProcess.Home(folder);
        // At speed max, "run" gives the same trades as "replay"; it takes some seconds.
        Path tape = Tapes.randomWalk(folder, 8_000, 11);
        Path conditions = andOneThatWaitsForEver(Tapes.conditions(folder));
        Path report = folder.resolve("report.html");
        AftmProcess.Result replayed = home.run(
                "replay",
                "--tape",
                tape.toString(),
                "--product",
                "TX",
                "--contract",
                "202108",
                "--conditions",
                conditions.toString(),
                "--report",
                report.toString(),
                "--json");
        assertThat(replayed.exitCode()).as(replayed.err()).isZero();
        JsonNode replay = JSON.readTree(replayed.out());
        int signals = replay.get("signals").size();
        assertThat(signals).isGreaterThan(10);
        assertThat(home.run("condition", "import", conditions.toString()).exitCode())
                .isZero();
        try (Browser browser = Browser.open();
                AftmProcess run =
                        home.start("run", "--replay", tape.toString(), "--product", "TX", "--contract", "202108")) {
            run.says("The status page is at");
            browser.driver().get("http://127.0.0.1:" + home.port("HTTP_PORT") + "/");
            await().atMost(PATIENCE).until(() -> browser.text("status").equals("Healthy"));
            assertThat(run.out())
                    .as("the page was opened before the replay ended")
                    .doesNotContain("The replay has" + " ended");
            run.says("The replay has ended");
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(browser.count("#price-chart .marker")).isEqualTo(signals));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(number(browser.text("realized")))
                            .isEqualByComparingTo(replay.get("realized_pnl").decimalValue()));
            // Only one condition is still waiting.
            await().atMost(PATIENCE).until(() -> browser.count("line.level") == 1);
            assertThat(browser.count("#markers tr")).isEqualTo(signals);
            assertThat(number(browser.text("order-count"))).isEqualByComparingTo(BigDecimal.valueOf(signals));
            looksRight(browser);
            theKillSwitchNeedsItsToken(browser, home);
            assertThat(browser.complaints().stream().filter(line -> !line.contains("/api/kill-switch")))
                    .as("only the rejected token")
                    .isEmpty();
            run.stop();
            await().atMost(PATIENCE).until(() -> browser.text("status").equals("Connection lost"));
            assertThat(browser.text("as-of")).startsWith("as of ");
            theReportShowsTheSame(browser, report, signals, replay);
        }
    }

    private static Path andOneThatWaitsForEver(Path conditions) throws IOException {
        String text = Files.readString(conditions);
        return Files.writeString(
                conditions,
                text.substring(0, text.length() - 1) + ",{\"action\":\"buy\",\"trigger_price\":" + BELOW_THE_TAPE
                        + "}]");
    }

    private static void looksRight(Browser browser) throws IOException {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.ask("return performance.getEntriesByType('resource')"
                        + ".filter(one => new URL(one.name).host !== location.host).length"))
                .as("requests to other hosts")
                .isEqualTo("0");
        for (boolean isDark : new boolean[] {false, true}) {
            for (int width : new int[] {400, 1600}) {
                browser.dark(isDark);
                browser.width(width);
                assertThat(browser.barriers())
                        .as("%d pixels, dark: %b", width, isDark)
                        .isEmpty();
                assertThat(browser.ask("return document.documentElement.scrollWidth <= window.innerWidth"))
                        .as("nothing is cut off at %d pixels", width)
                        .isEqualTo("true");
                browser.screenshot("status-" + width + (isDark ? "-dark" : "-light"));
            }
        }
    }

    private static void theKillSwitchNeedsItsToken(Browser browser, AftmProcess.Home home)
            throws IOException, InterruptedException {
        browser.driver().findElement(By.id("kill-open")).click();
        browser.driver().findElement(By.id("kill-reason")).sendKeys("a <b>trial</b>");
        browser.driver().findElement(By.id("kill-token")).sendKeys("wrong\n");
        await().atMost(PATIENCE).until(() -> browser.text("kill-answer").startsWith("This is not the operator token"));
        assertThat(browser.barriers()).as("with the dialog open").isEmpty();
        String token =
                Files.readString(home.folder().resolve("data/operator.token")).strip();
        browser.driver().findElement(By.id("kill-token")).sendKeys(token + "\n");
        await().atMost(PATIENCE).until(() -> browser.text("stopped").contains("a <b>trial</b>"));
        AftmProcess.Result status = home.run("kill-switch", "status", "--json");
        assertThat(JSON.readTree(status.out()).get("engaged").booleanValue()).isTrue();
        for (String log : List.of("gateway.log", "supervisor.log")) {
            assertThat(Files.readString(home.folder().resolve("logs").resolve(log)))
                    .as(log)
                    .isNotEmpty()
                    .doesNotContain(token);
        }
    }

    private static void theReportShowsTheSame(Browser browser, Path report, int signals, JsonNode replay) {
        browser.complaints();
        browser.driver().get(report.toUri().toString());
        assertThat(browser.count("#price-chart .marker")).isEqualTo(signals);
        assertThat(number(browser.text("realized")))
                .isEqualByComparingTo(replay.get("realized_pnl").decimalValue());
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.barriers()).isEmpty();
    }
}

package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests a password that is typed at a pseudo-terminal; the gateway reads it, not the supervisor. */
@Timeout(240)
final class TypedPasswordIT {

    private static final Path SCRIPT = Path.of("/usr/bin/script");

    @TempDir
    private Path folder = Path.of("");

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Test
    void a_typed_password_logs_in_and_survives_a_gateway_restart() throws IOException, InterruptedException {
        Path library = NativeLibrary.orSkip();
        assumeTrue(Files.exists(SCRIPT), "There is no program \"script\" here, which makes a terminal.");
        AftmProcess.Home home = new AftmProcess.Home(folder)
                .with("EXCHANGE_MODE", "dll")
                .with("EXCHANGE_DLL_PATH", library.toString())
                .with("EXCHANGE_USER", "me");
        Path screen = folder.resolve("screen");
        Process terminal = home.inTerminal(SCRIPT, screen, "run");
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> read(screen).contains("Password of me: "));
            terminal.getOutputStream().write("Typed-S3cret\r".getBytes(StandardCharsets.UTF_8));
            terminal.getOutputStream().flush();
            await().atMost(Duration.ofSeconds(60)).until(() -> read(screen).contains("All processes are up"));
            assertThat(read(screen))
                    .contains("gateway         waiting. The gateway asks for the password of me.")
                    .contains("logged in       yes, to a simulated exchange")
                    .doesNotContain("Typed-S3cret");

            await().atMost(Duration.ofSeconds(60)).until(() -> read(screen).contains("3 of 3 up"));
            assertThat(home.run("status").out())
                    .as("while this terminal shows a status line")
                    .contains("\"run\" has been running since");

            ProcessHandle gateway = terminal.descendants()
                    .filter(one -> one.info().commandLine().orElse("").contains(" gateway --supervised"))
                    .findFirst()
                    .orElseThrow();
            gateway.destroy();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> home.run("session", "status").out().contains("There is no password for me"));
            assertThat(home.run("health").exitCode()).isEqualTo(1);
            assertThat(read(screen).split("Password of me: ", -1)).hasSize(2);
            ProcessHandle run = terminal.descendants()
                    .filter(one -> one.info().commandLine().orElse("").endsWith(" run"))
                    .reduce((above, below) -> below)
                    .orElseThrow();
            run.destroy();
            await().atMost(Duration.ofSeconds(60)).until(() -> !run.isAlive());
        } finally {
            terminal.descendants().forEach(ProcessHandle::destroyForcibly);
            terminal.destroyForcibly();
        }
    }
}

package dev.aftm.infrastructure.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aftm.infrastructure.monitor.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class AlertCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private final List<String> told = new ArrayList<>();

    private Path script(String text) throws IOException {
        Path script = folder.resolve("hook.sh");
        Files.writeString(script, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private static Alert.Change change(boolean isFiring, String sentence) {
        return new Alert.Change(new Alert(Alert.Kind.UNKNOWN_ORDER, Instant.EPOCH, sentence), isFiring);
    }

    @Test
    void the_command_gets_the_alert_and_a_minimal_environment() throws IOException {
        Path seen = folder.resolve("seen");
        Path script =
                script("{ echo \"$#|$1|$2|$3\"; env | cut -d= -f1 | sort | tr '\\n' ' '; echo; } >> '" + seen + "'\n");
        try (AlertCommand command = new AlertCommand(script, told::add)) {
            command.accept(change(true, "One order; $(touch " + folder + "/owned) `id` is unknown."));
            command.accept(change(false, "One order is unknown."));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Files.exists(seen) && Files.readAllLines(seen).size() == 4);
        }
        List<String> lines = Files.readAllLines(seen);
        String fired = lines.get(0);
        String environment = lines.get(1);
        String cleared = lines.get(2);
        assertThat(fired).isEqualTo("3|fired|unknown_order|One order; $(touch " + folder + "/owned) `id` is unknown.");
        assertThat(cleared).isEqualTo("3|cleared|unknown_order|One order is unknown.");
        assertThat(environment.split(" ")).isSubsetOf("HOME", "LANG", "PATH", "PWD", "OLDPWD", "SHLVL", "TZ", "_");
        assertThat(folder.resolve("owned")).doesNotExist();
        assertThat(told).hasSize(2);
    }

    @Test
    void a_hanging_command_delays_only_later_commands() throws IOException {
        Path script = script("exec sleep 600\n");
        try (AlertCommand command = new AlertCommand(script, told::add)) {
            for (int i = 0; i < 300; i++) {
                command.accept(change(true, "Alert " + i + "."));
            }
            assertThat(told).hasSize(300);
        }
        ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("sleep 600"))
                .forEach(ProcessHandle::destroyForcibly);
    }
}

package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Searches for the password of a running system wherever it could leak to: the command lines and environments of all
 * processes, their heaps, and all files.
 */
@Tag("long")
@Timeout(300)
final class SecretsIT {

    /** Computed, so that it is not found in the compiled tests. */
    private static final String SECRET =
            new StringBuilder("7wordsPass-terceSdetnalP").reverse().toString();

    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path dumps = Path.of("");

    private static boolean holds(Path file, String text) throws IOException {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        // In UTF-8 or Latin-1, and in UTF-16, because heaps contain both.
        return content.contains(text)
                || content.contains(new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1))
                || content.contains(new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1));
    }

    private Path heapOf(String name, long pid) throws IOException, InterruptedException {
        Path dump = dumps.resolve(name + ".hprof");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.heap_dump",
                        "-all",
                        dump.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(dump).exists();
        return dump;
    }

    @Test
    void the_password_is_only_in_its_file_and_the_gateway() throws IOException, InterruptedException {
        Path library = NativeLibrary.orSkip();
        assumeTrue(Files.exists(Path.of("/proc/self/environ")), "This system does not show processes as Linux does.");
        Path password = Files.writeString(dumps.resolve("password"), SECRET + "\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        AftmProcess.Home home = new AftmProcess.Home(folder)
                .with("EXCHANGE_MODE", "dll")
                .with("EXCHANGE_DLL_PATH", library.toString())
                .with("EXCHANGE_USER", "trader-of-the-test")
                .with("EXCHANGE_PASSWORD_FILE", password.toString());
        try (AftmProcess run = home.start("run")) {
            run.says("All processes are up").says("accepted");
            Map<String, Long> processes = new LinkedHashMap<>();
            processes.put("supervisor", run.pid());
            for (String name : List.of("gateway", "order-executor", "strategy")) {
                processes.put(name, run.component(name).pid());
            }
            for (Map.Entry<String, Long> process : processes.entrySet()) {
                String name = process.getKey();
                Path shown = Path.of("/proc", Long.toString(process.getValue()));
                for (String file : List.of("environ", "cmdline")) {
                    assertThat(holds(shown.resolve(file), SECRET))
                            .as(name + " " + file)
                            .isFalse();
                }
                boolean isTold = holds(shown.resolve("environ"), "EXCHANGE_PASSWORD_FILE=")
                        || holds(shown.resolve("environ"), "trader-of-the-test");
                // This test started the supervisor, with a normal environment.
                assertThat(isTold)
                        .as(name + " has the path of the password file")
                        .isEqualTo(name.equals("gateway") || name.equals("supervisor"));
                Path heap = heapOf(name, process.getValue());
                assertThat(holds(heap, "DLL_GATEWAY_PORT"))
                        .as("the search works in " + name)
                        .isTrue();
                assertThat(holds(heap, SECRET)).as("the heap of " + name).isFalse();
                Files.delete(heap);
            }
            for (List<String> command : List.of(
                    List.of("config", "show"),
                    List.of("status", "--json"),
                    List.of("session", "status"),
                    List.of("audit", "export"),
                    List.of("health"))) {
                AftmProcess.Result result = home.run(command.toArray(new String[0]));
                assertThat(result.out() + result.err()).as("%s", command).doesNotContain(SECRET);
            }
            run.stop();
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files) {
            assertThat(holds(file, SECRET)).as("%s", file).isFalse();
        }
        assertThat(holds(password, SECRET))
                .as("the search finds it in its file")
                .isTrue();
    }
}

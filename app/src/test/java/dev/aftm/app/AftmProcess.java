package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The program as users start it: the jar, in its own process and folder, on free ports. */
public final class AftmProcess implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("aftm.jar", "target/aftm.jar"));
    /** Short-lived processes are faster without the optimising compiler. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1 ";

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Path out;
    private final Path err;

    /** The folder and ports of a system, the same for all of its commands. */
    public static final class Home {

        private final Path folder;
        private final Map<String, String> environment = new LinkedHashMap<>();

        public Home(Path folder) throws IOException {
            this.folder = folder;
            List<String> settings =
                    List.of("DLL_GATEWAY_PORT", "ZMQ_TICK_PORT", "ZMQ_SIGNAL_PORT", "ZMQ_EVENT_PORT", "HTTP_PORT");
            List<Integer> ports = Ports.free(settings.size());
            for (int i = 0; i < ports.size(); i++) {
                environment.put(settings.get(i), String.valueOf(ports.get(i)));
            }
            environment.put("LOG_LEVEL", "DEBUG");
        }

        public Home with(String setting, String value) {
            environment.put(setting, value);
            return this;
        }

        public int gatewayPort() {
            return port("DLL_GATEWAY_PORT");
        }

        /** Returns the port of a setting. */
        public int port(String setting) {
            return Integer.parseInt(environment.getOrDefault(setting, ""));
        }

        public Path folder() {
            return folder;
        }

        public List<String> ledger() throws IOException {
            Path ledger = folder.resolve("data/exchange-ledger.jsonl");
            return Files.exists(ledger) ? Files.readAllLines(ledger) : List.of();
        }

        /** Starts a command. */
        public AftmProcess start(String... arguments) throws IOException {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path err = Files.createTempFile(folder, "err", ".txt");
            ProcessBuilder builder = process(commandLine(arguments));
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            return new AftmProcess(builder.start(), out, err);
        }

        /** Starts a command at a pseudo-terminal; its output goes to a file. */
        public Process inTerminal(Path script, Path screen, String... arguments) throws IOException {
            String line = String.join(" ", commandLine(arguments));
            return process(List.of(script.toString(), "-q", "-f", "-c", line, screen.toString()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }

        private static List<String> commandLine(String... arguments) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-jar");
            command.add(JAR.toAbsolutePath().toString());
            command.addAll(List.of(arguments));
            return command;
        }

        private ProcessBuilder process(List<String> command) {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().putAll(environment);
            builder.environment()
                    .put("JDK_JAVA_OPTIONS", QUICK_START + coverageAgent().orElse(""));
            return builder;
        }

        /** Runs a command until it ends. */
        public Result run(String... arguments) throws IOException, InterruptedException {
            try (AftmProcess process = start(arguments)) {
                return process.end();
            }
        }

        /** Returns the option for test coverage of child processes, if coverage is measured. */
        private static Optional<String> coverageAgent() {
            return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"))
                    .map(argument -> argument.replace(
                            "destfile=", "destfile=" + Path.of("").toAbsolutePath() + "/"))
                    .map(argument -> argument.replace(Path.of("").toAbsolutePath() + "//", "/"))
                    .findFirst();
        }
    }

    /** The result of a command. */
    public record Result(int exitCode, String out, String err) {}

    private AftmProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Waits until the process has printed a text on standard output. */
    public AftmProcess says(String text) {
        Awaitility.await(text)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    assertThat(process.isAlive() || out().contains(text))
                            .as("still running to print \"%s\", after:%n%s%n%s", text, out(), Files.readString(err))
                            .isTrue();
                    return out().contains(text);
                });
        return this;
    }

    public String out() throws IOException {
        return Files.readString(out);
    }

    /** Waits until the process ends. */
    public Result end() throws IOException, InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("ended in time, after:%n%s%n%s", out(), Files.readString(err))
                .isTrue();
        String errors = Files.readString(err).replaceAll("(?m)^NOTE: Picked up JDK_JAVA_OPTIONS.*\\R", "");
        return new Result(process.exitValue(), out(), errors);
    }

    /** Stops it like Ctrl-C. */
    public Result stop() throws IOException, InterruptedException {
        process.destroy();
        return end();
    }

    /** Kills it without a chance to clean up. */
    public void kill() {
        process.destroyForcibly();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Kills a process of this system, if it is running; returns whether it was. */
    public boolean killComponent(String name) {
        Optional<ProcessHandle> found = find(name);
        found.ifPresent(ProcessHandle::destroyForcibly);
        return found.isPresent();
    }

    private Optional<ProcessHandle> find(String name) {
        return process.children()
                .filter(child ->
                        List.of(child.info().arguments().orElse(new String[0])).contains(name))
                .findFirst();
    }

    /** Returns a process of this system. */
    public ProcessHandle component(String name) {
        return Awaitility.await(name)
                .atMost(PATIENCE)
                .until(() -> find(name), Optional::isPresent)
                .orElseThrow();
    }

    public List<ProcessHandle> components() {
        return process.children().toList();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}

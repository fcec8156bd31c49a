package dev.aftm.infrastructure.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.infrastructure.files.FullDisk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunLockTest {

    @TempDir
    private Path folder = Path.of("");

    private RunStatus status(long pid) {
        return new RunStatus(
                pid,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(5),
                List.of(new ProcessStatus("gateway", ProcessState.RUNNING, 42, Instant.EPOCH, 1, "detail")),
                List.of("account: none"));
    }

    @Test
    void only_one_process_can_lock_a_folder() throws IOException {
        assertThat(RunLock.holder(folder)).isEmpty();
        try (RunLock lock = RunLock.take(folder).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(RunLock.take(folder)).isEmpty();
            assertThat(RunLock.holder(folder)).contains(ProcessHandle.current().pid());
            // Querying this process's own lock must not release it: another process still finds it held.
            assertThat(heldForOthers()).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run.lock"))))
                    .isEqualTo("rw-------");
        }
    }

    /** Whether another process finds the lock held. */
    private boolean heldForOthers() throws IOException {
        ProcessBuilder other = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockLooker.class.getName(),
                folder.toString());
        Process process = other.start();
        try (var out = process.inputReader()) {
            return String.valueOf(out.readLine())
                    .equals("held by " + ProcessHandle.current().pid());
        }
    }

    @Test
    void the_id_of_a_dead_process_is_ignored() throws IOException {
        Files.writeString(folder.resolve("run.lock"), "1");
        status(1).write(folder);
        assertThat(RunLock.holder(folder)).isEmpty();
        assertThat(RunStatus.read(folder)).isEmpty();
    }

    @Test
    void the_status_is_valid_only_while_the_lock_is_held() throws IOException {
        RunLock lock = RunLock.take(folder).orElseThrow();
        status(ProcessHandle.current().pid()).write(folder);
        assertThat(RunStatus.read(folder))
                .contains(status(ProcessHandle.current().pid()));
        lock.close();
        assertThat(RunStatus.read(folder)).isEmpty();
    }

    @Test
    void a_port_in_use_is_found_by_name() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket socket = new ServerSocket(0, 1, here)) {
            InetSocketAddress taken = new InetSocketAddress(here, socket.getLocalPort());
            assertThat(FreePorts.firstTaken(Map.of("TAKEN", taken))).contains("TAKEN");
            assertThat(FreePorts.firstTaken(Map.of("ANY", new InetSocketAddress(here, 0))))
                    .isEmpty();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_lock_that_could_not_be_written_is_not_held() throws IOException {
        try (FullDisk full = FullDisk.begin()) {
            assertThat(full).isNotNull();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> RunLock.take(folder));
        }
        try (RunLock lock = RunLock.take(folder).orElseThrow()) {
            assertThat(lock).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "{\"pid\":1", "\u0000\u0000"})
    void a_status_that_is_torn_is_no_status(String content) throws IOException {
        try (RunLock lock = RunLock.take(folder).orElseThrow()) {
            assertThat(lock).isNotNull();
            Files.writeString(folder.resolve("run-status.json"), content);
            assertThat(RunStatus.read(folder)).isEmpty();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_full_disk_leaves_the_last_status() throws IOException {
        try (RunLock lock = RunLock.take(folder).orElseThrow()) {
            assertThat(lock).isNotNull();
            RunStatus before = status(ProcessHandle.current().pid());
            before.write(folder);
            try (FullDisk full = FullDisk.begin()) {
                assertThat(full).isNotNull();
                assertThatExceptionOfType(IOException.class).isThrownBy(() -> before.write(folder));
            }
            assertThat(RunStatus.read(folder)).contains(before);
            before.write(folder);
        }
    }
}

package dev.aftm.infrastructure.process;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The supervisor's status, in a file for other processes, because the supervisor serves no socket. The supervisor writes it every
 * second. It is valid only as long as the supervisor holds the {@link RunLock}.
 *
 * @param pid the supervisor's process id
 * @param since when the supervisor was started
 * @param writtenAt when this status was written
 * @param components the processes, in the order of their start
 * @param waitingFor what a person must do before all processes can become ready; empty if nothing
 */
public record RunStatus(
        long pid, Instant since, Instant writtenAt, List<ProcessStatus> components, List<String> waitingFor) {

    private static final String FILE = "run-status.json";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    public RunStatus {
        components = List.copyOf(components);
        waitingFor = List.copyOf(waitingFor);
    }

    /** Replaces the status file atomically: a reader sees the old or the new status, never a mixture. */
    public void write(Path dataDirectory) throws IOException {
        Path made = dataDirectory.resolve(FILE + ".new");
        PrivateFiles.makeFile(made);
        // Not forced to the disk, as it means nothing once this process has ended.
        Files.write(made, MAPPER.writeValueAsBytes(this));
        Files.move(made, dataDirectory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Reads the status of the system that runs on a data folder; empty if none runs or the file is unreadable JSON. */
    public static Optional<RunStatus> read(Path dataDirectory) throws IOException {
        Optional<Long> holder = RunLock.holder(dataDirectory);
        Path file = dataDirectory.resolve(FILE);
        if (holder.isEmpty() || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            @Nullable RunStatus status = MAPPER.readValue(Files.readAllBytes(file), RunStatus.class);
            return status != null && status.pid() == holder.get() ? Optional.of(status) : Optional.empty();
        } catch (JacksonException halfWritten) {
            return Optional.empty();
        }
    }
}

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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the supervisor knows, in a file for others to read: it serves no socket. It is renewed every second,
 * and counts only as long as the supervisor holds its {@link RunLock}.
 *
 * @param pid of the supervisor
 * @param since when it was started
 * @param writtenAt when this was so
 * @param components in the order of their start
 * @param waitingFor what a person has to do before everything can be up; empty where nothing
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

    /** Writes it; whoever reads meanwhile sees the earlier or the new one, whole. */
    public void write(Path dataDirectory) throws IOException {
        Path made = dataDirectory.resolve(FILE + ".new");
        PrivateFiles.makeFile(made);
        Files.write(made, MAPPER.writeValueAsBytes(this));
        Files.move(made, dataDirectory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The status of the system that runs on a data folder; empty where none does. */
    public static Optional<RunStatus> read(Path dataDirectory) throws IOException {
        Optional<Long> holder = RunLock.holder(dataDirectory);
        Path file = dataDirectory.resolve(FILE);
        if (holder.isEmpty() || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            RunStatus status = MAPPER.readValue(Files.readAllBytes(file), RunStatus.class);
            return status.pid() == holder.get() ? Optional.of(status) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}

package dev.aftm.infrastructure.risk;

import dev.aftm.infrastructure.files.PrivateFiles;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.killswitch.KillSwitchStore;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Stores the kill switch as a file: it is engaged as long as the file exists, whatever its content. A person can therefore
 * engage it with {@code touch}, even when no process of the system responds. It counts as engaged as well where it cannot be
 * seen whether the file exists, because the disk fails or the folder is gone.
 */
public final class FileKillSwitchStore implements KillSwitchStore {

    private static final String FILE = "kill-switch";
    private static final int LINES = 3;

    /** Longer than any engagement; a file may be anything. */
    private static final int MOST_BYTES = 65_536;

    private final Path file;
    private final Clock clock;

    public FileKillSwitchStore(Path dataDirectory, Clock clock) {
        this.file = dataDirectory.resolve(FILE);
        this.clock = clock;
    }

    @Override
    public Optional<Engagement> read() {
        try {
            if (PrivateFiles.isMissing(file)) {
                return isFolderThere() ? Optional.empty() : Optional.of(unreadable());
            }
        } catch (IOException e) {
            // Not knowing is reason enough.
            return Optional.of(unreadable());
        }
        return Optional.of(content()
                .orElseGet(() -> new Engagement(clock.now(), "file", "The file " + FILE + " was found in DATA_DIR.")));
    }

    private boolean isFolderThere() {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder);
    }

    private Engagement unreadable() {
        return new Engagement(
                clock.now(),
                "file",
                "It cannot be seen whether the file " + FILE + " is in DATA_DIR; check the folder and its disk.");
    }

    /** Reads who engaged it and why; empty if the file says anything else, since its existence alone counts. */
    private Optional<Engagement> content() {
        // A pipe, for example, would keep the reader waiting.
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream input = Files.newInputStream(file)) {
            String[] lines = new String(input.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1).split("\n", LINES);
            if (lines.length == LINES) {
                String reason = new String(lines[2].getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                return Optional.of(new Engagement(Instant.parse(lines[0]), lines[1], oneLine(reason)));
            }
            return Optional.empty();
        } catch (IOException | DateTimeException e) {
            // The file's existence alone engages the kill switch.
            return Optional.empty();
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\p{Cntrl}", " ");
    }

    @Override
    public void write(Engagement engagement) {
        String text = engagement.at() + "\n" + oneLine(engagement.by()) + "\n" + oneLine(engagement.reason()) + "\n";
        try {
            // First the name, for which even a full disk mostly has room, and which is what counts.
            PrivateFiles.makeFile(file);
            PrivateFiles.replaceFile(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + FILE + " in DATA_DIR cannot be written; check its"
                            + " permissions and the free disk space.",
                    e);
        }
    }

    @Override
    public void clear() {
        try {
            Files.deleteIfExists(file);
            PrivateFiles.forceFolder(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + FILE + " in DATA_DIR cannot be removed; check the folder's" + " permissions.", e);
        }
    }
}

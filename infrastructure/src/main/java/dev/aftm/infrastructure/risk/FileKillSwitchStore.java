package dev.aftm.infrastructure.risk;

import dev.aftm.infrastructure.files.PrivateFiles;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.killswitch.KillSwitchStore;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Stores the kill switch as a file: it is engaged as long as the file exists, whatever its content. A person can therefore
 * engage it with {@code touch}, even when no process of the system responds.
 */
public final class FileKillSwitchStore implements KillSwitchStore {

    private static final String FILE = "kill-switch";
    private static final int LINES = 3;

    private final Path file;
    private final Clock clock;

    public FileKillSwitchStore(Path dataDirectory, Clock clock) {
        this.file = dataDirectory.resolve(FILE);
        this.clock = clock;
    }

    @Override
    public Optional<Engagement> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String[] lines = Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", LINES);
            if (lines.length == LINES) {
                String reason = new String(lines[2].getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                return Optional.of(new Engagement(Instant.parse(lines[0]), lines[1], oneLine(reason)));
            }
        } catch (IOException | DateTimeException e) {
            // The file's existence alone engages the kill switch.
        }
        return Optional.of(new Engagement(clock.now(), "file", "The file " + FILE + " was found in DATA_DIR."));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\p{Cntrl}", " ");
    }

    @Override
    public void write(Engagement engagement) {
        String text = engagement.at() + "\n" + oneLine(engagement.by()) + "\n" + oneLine(engagement.reason()) + "\n";
        try {
            PrivateFiles.makeFile(file);
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
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
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + FILE + " in DATA_DIR cannot be removed; check the folder's" + " permissions.", e);
        }
    }
}

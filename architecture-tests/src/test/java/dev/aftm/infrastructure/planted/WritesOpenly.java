package dev.aftm.infrastructure.planted;

import dev.aftm.interactor.port.killswitch.KillSwitchStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Planted: a store whose file everybody can read. */
public final class WritesOpenly implements KillSwitchStore {

    private static final Path FILE = Path.of("kill-switch");

    @Override
    public Optional<Engagement> read() {
        return Optional.empty();
    }

    @Override
    public void write(Engagement engagement) {
        try {
            Files.writeString(FILE, engagement.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void clear() {}
}

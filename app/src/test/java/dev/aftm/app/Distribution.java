package dev.aftm.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The zip file of the distribution. */
final class Distribution {

    private static final Path FILE = Path.of(System.getProperty("aftm.distribution", "target/aftm-0.1.0-SNAPSHOT.zip"));

    private Distribution() {}

    /** Unzips it into an empty folder and returns the distribution's folder. */
    static Path unzip(Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(FILE.toFile())) {
            for (ZipEntry entry : zip.stream().filter(one -> !one.isDirectory()).toList()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.copy(zip.getInputStream(entry), file);
            }
        }
        try (var made = Files.list(folder)) {
            return made.findFirst().orElseThrow();
        }
    }
}

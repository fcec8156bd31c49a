package dev.aftm.domain.planted;

import java.nio.file.Path;

/** Planted: the domain knows no files. */
public final class ReadsAFile {

    public Path file = Path.of("x");
}

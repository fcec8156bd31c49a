package dev.aftm.infrastructure.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Planted: nobody learns that the file could not be written. */
public final class SwallowsAnException {

    boolean write(Path file, String text) {
        try {
            Files.writeString(file, text);
            return true;
        } catch (IOException e) {
            return true;
        }
    }
}

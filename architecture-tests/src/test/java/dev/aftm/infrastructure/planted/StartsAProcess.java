package dev.aftm.infrastructure.planted;

import java.io.IOException;

/** Planted: a child that nobody thought of. */
public final class StartsAProcess {

    Process start() throws IOException {
        return new ProcessBuilder("ls").start();
    }
}

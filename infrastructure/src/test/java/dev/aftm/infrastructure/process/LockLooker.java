package dev.aftm.infrastructure.process;

import java.io.IOException;
import java.nio.file.Path;

/** Another process, which prints who holds a data folder's lock. */
final class LockLooker {

    private LockLooker() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println(RunLock.holder(Path.of(arguments[0]))
                .map(pid -> "held by " + pid)
                .orElse("free"));
    }
}

package dev.aftm.infrastructure.zeromq.request.operation.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** Planted: a handler that waits for a result, reads a file and asks a database on the gateway loop. */
public final class BlocksTheLoop {

    String handle(CompletableFuture<String> answer, Path file, Connection database) throws IOException, SQLException {
        return answer.join() + Files.readString(file) + database.getSchema();
    }
}

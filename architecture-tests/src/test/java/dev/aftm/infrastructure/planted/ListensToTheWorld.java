package dev.aftm.infrastructure.planted;

import java.io.IOException;
import java.net.ServerSocket;

/** Planted: a port for whoever comes. */
public final class ListensToTheWorld {

    ServerSocket open() throws IOException {
        return new ServerSocket(7_000);
    }
}

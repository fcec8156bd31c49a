package dev.aftm.infrastructure.planted;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Planted: grows for as long as its reader is slow. */
public final class QueuesWithoutEnd {

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    boolean offer(String message) {
        return messages.offer(message);
    }
}

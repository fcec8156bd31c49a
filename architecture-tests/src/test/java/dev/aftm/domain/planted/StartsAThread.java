package dev.aftm.domain.planted;

/** Planted: a domain that waits. */
public final class StartsAThread {

    void start() {
        new Thread(() -> {}).start();
    }
}

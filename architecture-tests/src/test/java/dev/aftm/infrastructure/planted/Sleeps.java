package dev.aftm.infrastructure.planted;

/** Planted: a thread that answers nobody. */
public final class Sleeps {

    void rest() throws InterruptedException {
        Thread.sleep(1);
    }
}

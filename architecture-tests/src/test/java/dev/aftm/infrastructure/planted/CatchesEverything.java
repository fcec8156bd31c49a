package dev.aftm.infrastructure.planted;

/** Planted: an error of memory that nobody sees. */
public final class CatchesEverything {

    void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable everything) {
            task.run();
        }
    }
}

package dev.aftm.infrastructure.planted;

/** Planted: an adapter that decides for all. */
public final class EndsTheProcess {

    void end() {
        System.exit(1);
    }
}

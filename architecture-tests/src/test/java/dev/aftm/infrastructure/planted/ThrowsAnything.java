package dev.aftm.infrastructure.planted;

/** Planted: an error without a name. */
public final class ThrowsAnything {

    void fail() {
        throw new RuntimeException("Something went wrong.");
    }
}

package dev.aftm.infrastructure.planted;

/** Planted: state that is everybody's. */
public final class CountsForEverybody {

    static int count;

    private CountsForEverybody() {}
}

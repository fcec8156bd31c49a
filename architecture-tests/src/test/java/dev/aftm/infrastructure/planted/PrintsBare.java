package dev.aftm.infrastructure.planted;

/** Planted: an adapter that prints. */
public final class PrintsBare {

    public void print() {
        System.out.println("hello");
    }
}

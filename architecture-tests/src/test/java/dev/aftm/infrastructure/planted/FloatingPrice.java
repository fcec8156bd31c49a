package dev.aftm.infrastructure.planted;

/** Planted: a price that a file or a socket has made a double of. */
public record FloatingPrice(double price) {}

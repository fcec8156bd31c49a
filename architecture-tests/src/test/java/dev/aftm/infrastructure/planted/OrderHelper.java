package dev.aftm.infrastructure.planted;

/** Planted: a name that fits anything. */
public final class OrderHelper {}

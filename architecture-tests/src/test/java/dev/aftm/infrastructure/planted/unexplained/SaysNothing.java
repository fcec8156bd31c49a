package dev.aftm.infrastructure.planted.unexplained;

/** Planted: lies in a package that does not say what it is for. */
public final class SaysNothing {}

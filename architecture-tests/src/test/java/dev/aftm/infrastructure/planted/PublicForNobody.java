package dev.aftm.infrastructure.planted;

/** Planted: a promise to nobody. */
public final class PublicForNobody {}

package dev.aftm.infrastructure.planted;

/** Planted: a record whose toString prints a password. */
public record ShowsThePassword(String user, String password) {}

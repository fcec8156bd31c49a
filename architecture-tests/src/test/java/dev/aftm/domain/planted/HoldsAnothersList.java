package dev.aftm.domain.planted;

import java.util.List;

/** Planted: a value that somebody else can change. */
public record HoldsAnothersList(List<String> accounts) {}

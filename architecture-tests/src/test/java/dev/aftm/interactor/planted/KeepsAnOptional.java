package dev.aftm.interactor.planted;

import java.util.Optional;

/** Planted: three things in one field. */
public final class KeepsAnOptional {

    final Optional<String> account = Optional.empty();
}

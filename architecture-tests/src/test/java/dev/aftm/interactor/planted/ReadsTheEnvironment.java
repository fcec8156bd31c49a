package dev.aftm.interactor.planted;

/** Planted: a use case that looks outside. */
public final class ReadsTheEnvironment {

    String home() {
        return System.getProperty("user.home", "");
    }
}

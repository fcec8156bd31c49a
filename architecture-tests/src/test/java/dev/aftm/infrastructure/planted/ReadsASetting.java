package dev.aftm.infrastructure.planted;

/** Planted: a setting that is in no reference. */
public final class ReadsASetting {

    String port() {
        return String.valueOf(System.getenv("PORT"));
    }
}

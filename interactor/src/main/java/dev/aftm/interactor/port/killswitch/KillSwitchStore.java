package dev.aftm.interactor.port.killswitch;

import java.time.Instant;
import java.util.Optional;

/** Keeps the kill switch's state over restarts. Safe for all threads. */
public interface KillSwitchStore {

    /**
     * Who engaged it, when and why.
     *
     * @param by e.g. {@code client} or {@code daily loss}
     * @param reason in words, for people
     */
    record Engagement(Instant at, String by, String reason) {}

    /** What is kept; a person may also have engaged it by making the file by hand. */
    Optional<Engagement> read();

    /**
     * Keeps that it is engaged.
     *
     * @throws RuntimeException it could not be kept; the message says why
     */
    void write(Engagement engagement);

    /**
     * Keeps that it is not engaged any more.
     *
     * @throws RuntimeException it could not be kept, so it is still engaged
     */
    void clear();
}

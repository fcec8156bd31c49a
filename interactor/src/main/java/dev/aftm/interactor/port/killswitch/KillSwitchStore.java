package dev.aftm.interactor.port.killswitch;

import java.time.Instant;
import java.util.Optional;

/** Stores the kill switch's state across restarts. Safe for all threads. */
public interface KillSwitchStore {

    /**
     * Who engaged the kill switch, when and why.
     *
     * @param at time of engagement, by the wall clock
     * @param by who or what engaged it, e.g. {@code client} or {@code daily loss}
     * @param reason why, in words for people
     */
    record Engagement(Instant at, String by, String reason) {}

    /**
     * Reads the stored engagement; empty if the kill switch is certainly not engaged. A store that cannot be read counts as engaged.
     * A person may also engage it by creating its file.
     */
    Optional<Engagement> read();

    /**
     * Stores that the kill switch is engaged.
     *
     * @throws RuntimeException it could not be stored; the message says why
     */
    void write(Engagement engagement);

    /**
     * Stores that the kill switch is released.
     *
     * @throws RuntimeException it could not be stored, so the kill switch is still engaged
     */
    void clear();
}

package dev.aftm.infrastructure.process;

import java.time.Instant;

/**
 * How a component is.
 *
 * @param name for people
 * @param state where it is in its life
 * @param pid of its process; 0 where there is none
 * @param since when it came into this state
 * @param restarts how often it was started again
 * @param detail more about it, or empty
 */
public record ProcessStatus(String name, ProcessState state, long pid, Instant since, int restarts, String detail) {}

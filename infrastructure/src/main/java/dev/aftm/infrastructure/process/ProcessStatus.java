package dev.aftm.infrastructure.process;

import java.time.Instant;

/**
 * The status of a supervised process.
 *
 * @param name for people
 * @param state its state
 * @param pid its process id; 0 if it does not run
 * @param since when it entered this state
 * @param restarts how often it was restarted
 * @param detail details for people, or empty
 */
public record ProcessStatus(String name, ProcessState state, long pid, Instant since, int restarts, String detail) {}

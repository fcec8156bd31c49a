package dev.aftm.infrastructure.process;

/** The state of a supervised process. */
public enum ProcessState {
    STOPPED,
    /** The process runs, but is not ready yet. */
    STARTING,
    RUNNING,
    STOPPING,
    /** The process could not be started and is not tried again. */
    ERROR
}

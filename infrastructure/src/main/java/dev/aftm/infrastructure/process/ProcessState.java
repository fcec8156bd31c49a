package dev.aftm.infrastructure.process;

/** Where a component is in its life. */
public enum ProcessState {
    STOPPED,
    /** Its process runs, but it is not ready yet. */
    STARTING,
    RUNNING,
    STOPPING,
    /** It could not be brought up, and is not tried again. */
    ERROR
}

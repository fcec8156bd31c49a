package dev.aftm.interactor.port.monitor;

/** Takes the reports of processes around the gateway. Any thread; never waits for long, and loses a report rather than fail. */
public interface ProcessReports {

    /** Tells how a process is. */
    void report(ProcessReport report);
}

package dev.aftm.infrastructure.monitor;

/** Receives the reports of the other processes. Safe for all threads. Never blocks for long; drops a report rather than fail. */
public interface ProcessReportSink {

    /** Delivers one report. */
    void report(ProcessReport report);
}

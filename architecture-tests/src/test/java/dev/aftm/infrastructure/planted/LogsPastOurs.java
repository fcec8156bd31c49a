package dev.aftm.infrastructure.planted;

import java.util.logging.Logger;

/** Planted: a log that nobody reads. */
public final class LogsPastOurs {

    private static final Logger LOG = Logger.getLogger("planted");

    void log() {
        LOG.info("somewhere");
    }
}

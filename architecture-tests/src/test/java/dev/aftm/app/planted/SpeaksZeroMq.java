package dev.aftm.app.planted;

import org.zeromq.ZContext;

/** Planted: the wiring speaks a protocol itself. */
public final class SpeaksZeroMq {

    public ZContext context = new ZContext();
}

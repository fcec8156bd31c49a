package dev.aftm.interactor.port.store;

import java.util.concurrent.atomic.AtomicInteger;

/** Words that count up through the process: none comes twice. */
public final class FakeTagWords implements TagWords {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    public String next() {
        return String.format("w%04d", COUNT.incrementAndGet() % 10_000);
    }
}

package dev.aftm.app.torture;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.LogEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The real log, with a step before and after each append of intents and outcomes. */
record SteppingLog(EventLog to) implements EventLog {

    @Override
    public long append(Instant at, List<? extends LogEvent> events) {
        if (!(events.get(0) instanceof LogEvent.OfOrder of)) {
            return to.append(at, events);
        }
        boolean isIntent = of.event() instanceof OrderEvent.Requested;
        (isIntent ? Step.BEFORE_INTENT : Step.BEFORE_OUTCOME).reached();
        long position = to.append(at, events);
        (isIntent ? Step.AFTER_INTENT : Step.AFTER_OUTCOME).reached();
        return position;
    }

    @Override
    public void read(long after, Reader reader) {
        to.read(after, reader);
    }

    @Override
    public Head head() {
        return to.head();
    }

    @Override
    public Optional<String> hashAt(long position) {
        return to.hashAt(position);
    }

    @Override
    public void close() {
        to.close();
    }
}

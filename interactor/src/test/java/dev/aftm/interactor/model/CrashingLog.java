package dev.aftm.interactor.model;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.model.GatewayCrashModel.Step;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.LogEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A log whose process may crash before and after each append of intents and outcomes. */
record CrashingLog(EventLog to, Consumer<Step> crashIfDue) implements EventLog {

    @Override
    public long append(Instant at, List<? extends LogEvent> events) {
        if (!(events.get(0) instanceof LogEvent.OfOrder of)) {
            return to.append(at, events);
        }
        boolean isIntent = of.event() instanceof OrderEvent.Requested;
        crashIfDue.accept(isIntent ? Step.BEFORE_INTENT : Step.BEFORE_OUTCOME);
        long position = to.append(at, events);
        crashIfDue.accept(isIntent ? Step.AFTER_INTENT : Step.AFTER_OUTCOME);
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

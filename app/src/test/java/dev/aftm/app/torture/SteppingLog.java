package dev.aftm.app.torture;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.ForwardingEventLog;
import dev.aftm.interactor.port.store.LogEvent;
import java.time.Instant;
import java.util.List;

/** The real log, with a step before and after each append of intents and outcomes. */
final class SteppingLog extends ForwardingEventLog {

    SteppingLog(EventLog to) {
        super(to);
    }

    @Override
    public long append(Instant at, List<? extends LogEvent> events) {
        if (!(events.get(0) instanceof LogEvent.OfOrder of)) {
            return super.append(at, events);
        }
        boolean isIntent = of.event() instanceof OrderEvent.Requested;
        (isIntent ? Step.BEFORE_INTENT : Step.BEFORE_OUTCOME).reached();
        long position = super.append(at, events);
        (isIntent ? Step.AFTER_INTENT : Step.AFTER_OUTCOME).reached();
        return position;
    }
}

package dev.aftm.interactor.model;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.model.GatewayCrashModel.Step;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.ForwardingEventLog;
import dev.aftm.interactor.port.store.LogEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** A log whose process may crash before and after each append of intents and outcomes. */
final class CrashingLog extends ForwardingEventLog {

    private final Consumer<Step> crashIfDue;

    CrashingLog(EventLog to, Consumer<Step> crashIfDue) {
        super(to);
        this.crashIfDue = crashIfDue;
    }

    @Override
    public long append(Instant at, List<? extends LogEvent> events) {
        if (!(events.get(0) instanceof LogEvent.OfOrder of)) {
            return super.append(at, events);
        }
        boolean isIntent = of.event() instanceof OrderEvent.Requested;
        crashIfDue.accept(isIntent ? Step.BEFORE_INTENT : Step.BEFORE_OUTCOME);
        long position = super.append(at, events);
        crashIfDue.accept(isIntent ? Step.AFTER_INTENT : Step.AFTER_OUTCOME);
        return position;
    }
}

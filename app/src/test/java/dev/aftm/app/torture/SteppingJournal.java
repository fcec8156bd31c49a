package dev.aftm.app.torture;

import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.order.ForwardingJournal;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournal.Report;
import java.time.LocalDate;
import java.util.List;

/** The real journal, with a step before and after each commit of orders and outcomes. */
final class SteppingJournal extends ForwardingJournal {

    SteppingJournal(OrderJournal to) {
        super(to);
    }

    @Override
    public List<Entry> recordIntents(List<? extends GatewayRequest> requests, LocalDate tradingDay) {
        Step.BEFORE_INTENT.reached();
        List<Entry> entries = super.recordIntents(requests, tradingDay);
        Step.AFTER_INTENT.reached();
        return entries;
    }

    @Override
    public void record(List<Outcome> outcomes, List<Report> reports) {
        Step.BEFORE_OUTCOME.reached();
        super.record(outcomes, reports);
        Step.AFTER_OUTCOME.reached();
    }
}

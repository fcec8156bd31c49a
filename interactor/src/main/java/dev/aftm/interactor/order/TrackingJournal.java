package dev.aftm.interactor.order;

import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournal.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A journal that forwards every recorded order to an {@link OrderTracker}, whoever records it. The exchange's reports that the
 * tracker has buffered are written with the next outcome, so that they need no commit of their own.
 */
public final class TrackingJournal extends ForwardingJournal {

    private final OrderTracker orders;

    public TrackingJournal(OrderJournal journal, OrderTracker orders) {
        super(journal);
        this.orders = orders;
    }

    @Override
    public List<Entry> recordIntents(List<? extends GatewayRequest> requests, LocalDate tradingDay) {
        List<Entry> intents = super.recordIntents(requests, tradingDay);
        intents.stream().filter(Entry::isOrder).forEach(orders::intended);
        return intents;
    }

    @Override
    public void record(List<Outcome> outcomes, List<Report> reports) {
        List<Report> heard = new ArrayList<>(reports);
        if (!outcomes.isEmpty()) {
            heard.addAll(orders.buffer().takeReports());
        }
        super.record(outcomes, heard);
        outcomes.forEach(orders::became);
    }

    @Override
    public void resolve(OrderKey key, State state, String by, String reason) {
        super.resolve(key, state, by, reason);
        orders.became(new Outcome(key, state));
    }
}

package dev.aftm.app.torture;

import dev.aftm.interactor.gateway.OrderRequest;
import dev.aftm.interactor.port.OrderJournal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The real journal, with a step before and after each thing that it does. */
final class SteppingJournal implements OrderJournal {

    private final OrderJournal to;

    SteppingJournal(OrderJournal to) {
        this.to = to;
    }

    @Override
    public List<Entry> recordIntents(List<OrderRequest> requests, LocalDate tradingDay) {
        Step.BEFORE_INTENT.reached();
        List<Entry> entries = to.recordIntents(requests, tradingDay);
        Step.AFTER_INTENT.reached();
        return entries;
    }

    @Override
    public void recordOutcomes(List<Outcome> outcomes) {
        Step.BEFORE_OUTCOME.reached();
        to.recordOutcomes(outcomes);
        Step.AFTER_OUTCOME.reached();
    }

    @Override
    public Optional<Entry> find(OrderKey key) {
        return to.find(key);
    }

    @Override
    public void resolve(OrderKey key, State state, String by, String reason) {
        to.resolve(key, state, by, reason);
    }

    @Override
    public void note(String kind, String detail) {
        to.note(kind, detail);
    }

    @Override
    public List<Entry> unresolved() {
        return to.unresolved();
    }

    @Override
    public List<Entry> withoutIdSince(Instant since) {
        return to.withoutIdSince(since);
    }

    @Override
    public long unknownCount() {
        return to.unknownCount();
    }

    @Override
    public void close() {
        to.close();
    }
}

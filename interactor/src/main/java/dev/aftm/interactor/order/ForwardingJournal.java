package dev.aftm.interactor.order;

import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournal.Report;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A journal that forwards every call; a subclass overrides what it changes. */
public abstract class ForwardingJournal implements OrderJournal {

    private final OrderJournal to;

    /** @param to receives every call */
    protected ForwardingJournal(OrderJournal to) {
        this.to = to;
    }

    @Override
    public Optional<Entry> find(OrderKey key) {
        return to.find(key);
    }

    @Override
    public List<Entry> recordIntents(List<? extends GatewayRequest> requests, LocalDate tradingDay) {
        return to.recordIntents(requests, tradingDay);
    }

    @Override
    public void resolve(OrderKey key, State state, String by, String reason) {
        to.resolve(key, state, by, reason);
    }

    @Override
    public void record(List<Outcome> outcomes, List<Report> reports) {
        to.record(outcomes, reports);
    }

    @Override
    public JournalPage read(long before, int most) {
        return to.read(before, most);
    }

    @Override
    public List<JournalRecord> story(String tag) {
        return to.story(tag);
    }

    @Override
    public List<Entry> openChanges() {
        return to.openChanges();
    }

    @Override
    public void note(String kind, String detail) {
        to.note(kind, detail);
    }

    @Override
    public Optional<String> lastNote(String kind) {
        return to.lastNote(kind);
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

package dev.aftm.interactor.port;

import dev.aftm.interactor.gateway.OrderRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A journal in a map that can be told to fail. */
public final class FakeOrderJournal implements OrderJournal {

    private final Map<OrderKey, Entry> entries = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Clock clock;
    private int tags;
    private boolean intentsFail;
    private boolean outcomesFail;

    public FakeOrderJournal(Clock clock) {
        this.clock = clock;
    }

    /** What was noted besides orders. */
    public List<String> notes() {
        return notes;
    }

    public void failIntents() {
        intentsFail = true;
    }

    public void failOutcomes() {
        outcomesFail = true;
    }

    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    @Override
    public Optional<Entry> find(OrderKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public List<Entry> recordIntents(List<OrderRequest> requests, LocalDate tradingDay) {
        if (intentsFail) {
            throw new JournalException("The disk is full.");
        }
        List<Entry> intents = new ArrayList<>();
        for (OrderRequest request : requests) {
            String tag = "tag-" + ++tags;
            String id = request.requestId();
            OrderKey key = id == null
                    ? OrderKey.withoutId(request.orderAccount(), tag)
                    : new OrderKey(request.orderAccount(), id);
            intents.add(new Entry(key, tag, request.order(), clock.now(), tradingDay, new State.Intended()));
        }
        intents.forEach(intent -> entries.put(intent.key(), intent));
        return intents;
    }

    @Override
    public void recordOutcomes(List<Outcome> outcomes) {
        if (outcomesFail) {
            throw new JournalException("The disk is full.");
        }
        for (Outcome outcome : outcomes) {
            Entry intent = entries.get(outcome.key());
            if (intent == null) {
                throw new JournalException("There is no such intent.");
            }
            entries.put(outcome.key(), intent.withState(outcome.state()));
        }
    }

    @Override
    public void resolve(OrderKey key, State state, String by, String reason) {
        recordOutcomes(List.of(new Outcome(key, state)));
    }

    @Override
    public void note(String kind, String detail) {
        notes.add(kind + " " + detail);
    }

    @Override
    public List<Entry> unresolved() {
        return entries.values().stream()
                .filter(entry -> entry.state().isUnresolved())
                .toList();
    }

    @Override
    public List<Entry> withoutIdSince(Instant since) {
        return entries.values().stream()
                .filter(entry ->
                        entry.key().isWithoutId() && !entry.intendedAt().isBefore(since))
                .toList();
    }

    @Override
    public long unknownCount() {
        return entries.values().stream()
                .filter(entry -> entry.state() instanceof State.Unknown)
                .count();
    }

    @Override
    public void close() {}
}

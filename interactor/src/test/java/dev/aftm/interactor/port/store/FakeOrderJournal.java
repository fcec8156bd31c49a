package dev.aftm.interactor.port.store;

import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.OrderJournal.Report;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An in-memory journal that can be set to fail. */
public final class FakeOrderJournal implements OrderJournal {

    private final Map<OrderKey, Entry> entries = new LinkedHashMap<>();
    private final List<JournalRecord> lines = new ArrayList<>();
    private final Map<String, String> lastNotes = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Clock clock;
    private int tags;
    private boolean intentsFail;
    private boolean outcomesFail;
    private boolean notesFail;

    public FakeOrderJournal(Clock clock) {
        this.clock = clock;
    }

    /** All notes. */
    public List<String> notes() {
        return notes;
    }

    public void failIntents() {
        intentsFail = true;
    }

    public void failNotes() {
        notesFail = true;
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
    public List<Entry> recordIntents(List<? extends GatewayRequest> requests, LocalDate tradingDay) {
        if (intentsFail) {
            throw new JournalException("The disk is full.");
        }
        List<Entry> intents = new ArrayList<>();
        for (GatewayRequest request : requests) {
            String tag = "tag-" + ++tags;
            String id = request.requestId();
            OrderKey key = id == null
                    ? OrderKey.withoutId(request.orderAccount(), tag)
                    : new OrderKey(request.orderAccount(), id);
            intents.add(new Entry(key, tag, request.instruction(), clock.now(), tradingDay, new State.Intended()));
        }
        for (Entry intent : intents) {
            entries.put(intent.key(), intent);
            line("intended", new RecordedEvent.Intended(intent));
        }
        return intents;
    }

    @Override
    public void resolve(OrderKey key, State state, String by, String reason) {
        recordOutcomes(List.of(new Outcome(key, state)));
    }

    @Override
    public void note(String kind, String detail) {
        if (notesFail) {
            throw new JournalException("The disk is full.");
        }
        notes.add(kind + " " + detail);
        lastNotes.put(kind, detail);
    }

    private void line(String kind, RecordedEvent event) {
        lines.add(new JournalRecord(lines.size() + 1L, clock.now(), kind, "{}", event));
    }

    @Override
    public void record(List<Outcome> outcomes, List<Report> reports) {
        if (outcomesFail) {
            throw new JournalException("The disk is full.");
        }
        for (Outcome outcome : outcomes) {
            Entry intent = entries.get(outcome.key());
            if (intent == null) {
                throw new JournalException("The order has no recorded intent.");
            }
            entries.put(outcome.key(), intent.withState(outcome.state()));
            line("became", new RecordedEvent.Became(outcome.key(), intent.tag(), outcome.state()));
        }
        reports.forEach(report -> line("heard", new RecordedEvent.Reported(report.key(), report.tag(), report.news())));
    }

    @Override
    public JournalPage read(long before, int most) {
        int end = (int) Math.min(before - 1, lines.size());
        int begin = Math.max(0, end - most);
        List<JournalRecord> backwards = new ArrayList<>(lines.subList(begin, end));
        Collections.reverse(backwards);
        return new JournalPage(backwards, begin == 0 ? 0 : begin + 1L);
    }

    @Override
    public List<JournalRecord> story(String tag) {
        return lines.stream().filter(line -> line.event().tag().equals(tag)).toList();
    }

    @Override
    public Optional<String> lastNote(String kind) {
        return Optional.ofNullable(lastNotes.get(kind));
    }

    @Override
    public List<Entry> openChanges() {
        return entries.values().stream()
                .filter(entry -> !entry.isOrder() && entry.state() instanceof State.Intended)
                .toList();
    }

    @Override
    public List<Entry> unresolved() {
        return entries.values().stream()
                .filter(Entry::isOrder)
                .filter(entry -> entry.state().isUnresolved())
                .toList();
    }

    @Override
    public List<Entry> withoutIdSince(Instant since) {
        return entries.values().stream()
                .filter(entry -> entry.isOrder()
                        && entry.key().isWithoutId()
                        && !entry.intendedAt().isBefore(since))
                .toList();
    }

    @Override
    public long unknownCount() {
        return entries.values().stream()
                .filter(entry -> entry.isOrder() && entry.state() instanceof State.Unknown)
                .count();
    }

    @Override
    public void close() {}
}

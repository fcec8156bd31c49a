package dev.aftm.infrastructure.journal;

import dev.aftm.infrastructure.journal.event.NewsCodec;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.port.store.OrderJournal.Report;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A journal in memory, for backtests, benchmarks and tests; nothing survives the process. */
public final class InMemoryOrderJournal implements OrderJournal {

    private record Kept(long number, Entry entry) {}

    private final Clock clock;
    private final String prefix;
    private final Map<OrderKey, Kept> entries = new ConcurrentHashMap<>();
    /** The few entries without a final state, which are queried often. */
    private final Map<OrderKey, Kept> unsettled = new ConcurrentHashMap<>();

    private final Map<String, String> lastNotes = new ConcurrentHashMap<>();
    /** Guarded by itself. */
    private final List<JournalRecord> lines = new ArrayList<>();

    private long tags;

    /**
     * Creates an empty journal.
     *
     * @param prefix the prefix of its tags
     */
    public InMemoryOrderJournal(Clock clock, String prefix) {
        this.clock = clock;
        this.prefix = prefix;
    }

    @Override
    public Optional<Entry> find(OrderKey key) {
        return Optional.ofNullable(entries.get(key)).map(Kept::entry);
    }

    @Override
    public List<Entry> recordIntents(List<? extends GatewayRequest> requests, LocalDate tradingDay) {
        List<Entry> intents = new ArrayList<>(requests.size());
        for (GatewayRequest request : requests) {
            String tag = OrderTags.tag(prefix, ++tags);
            intents.add(new Entry(
                    OrderTags.keyOf(request, tag),
                    tag,
                    request.instruction(),
                    clock.now(),
                    tradingDay,
                    new State.Intended()));
        }
        for (Entry intent : intents) {
            keep(new Kept(tags, intent));
            line("intended", new RecordedEvent.Intended(intent));
        }
        return intents;
    }

    @Override
    public void resolve(OrderKey key, State state, String by, String reason) {
        change(key, state);
    }

    private void change(OrderKey key, State state) {
        Kept kept = entries.get(key);
        if (kept == null) {
            throw new JournalException("An outcome was recorded for an order that has no intent.");
        }
        keep(new Kept(kept.number(), kept.entry().withState(state)));
        line("became", new RecordedEvent.Became(key, kept.entry().tag(), state));
    }

    private void keep(Kept kept) {
        entries.put(kept.entry().key(), kept);
        if (kept.entry().state().isUnresolved()) {
            unsettled.put(kept.entry().key(), kept);
        } else {
            unsettled.remove(kept.entry().key());
        }
    }

    @Override
    public void note(String kind, String detail) {
        lastNotes.put(kind, detail);
    }

    private void line(String kind, RecordedEvent event) {
        synchronized (lines) {
            lines.add(new JournalRecord(lines.size() + 1L, clock.now(), kind, "{}", event));
        }
    }

    @Override
    public void record(List<Outcome> outcomes, List<Report> reports) {
        outcomes.forEach(outcome -> change(outcome.key(), outcome.state()));
        reports.forEach(report -> line(
                NewsCodec.kindOf(report.news()),
                new RecordedEvent.Reported(report.key(), report.tag(), report.news())));
    }

    @Override
    public JournalPage read(long before, int most) {
        synchronized (lines) {
            int end = (int) Math.min(before - 1, lines.size());
            int begin = Math.max(0, end - most);
            List<JournalRecord> backwards = new ArrayList<>(lines.subList(begin, end));
            Collections.reverse(backwards);
            return new JournalPage(backwards, begin == 0 ? 0 : begin + 1L);
        }
    }

    @Override
    public List<JournalRecord> story(String tag) {
        synchronized (lines) {
            return lines.stream().filter(line -> line.event().tag().equals(tag)).toList();
        }
    }

    @Override
    public Optional<String> lastNote(String kind) {
        return Optional.ofNullable(lastNotes.get(kind));
    }

    @Override
    public List<Entry> openChanges() {
        return select(unsettled, entry -> !entry.isOrder() && entry.state() instanceof State.Intended);
    }

    @Override
    public List<Entry> unresolved() {
        return select(unsettled, entry -> entry.isOrder() && entry.state().isUnresolved());
    }

    @Override
    public List<Entry> withoutIdSince(Instant since) {
        return select(
                entries,
                entry -> entry.isOrder()
                        && entry.key().isWithoutId()
                        && !entry.intendedAt().isBefore(since));
    }

    private static List<Entry> select(Map<OrderKey, Kept> among, Predicate<Entry> condition) {
        return among.values().stream()
                .filter(kept -> condition.test(kept.entry()))
                .sorted(Comparator.comparingLong(Kept::number))
                .map(Kept::entry)
                .toList();
    }

    @Override
    public long unknownCount() {
        return select(unsettled, entry -> entry.isOrder() && entry.state() instanceof State.Unknown)
                .size();
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}

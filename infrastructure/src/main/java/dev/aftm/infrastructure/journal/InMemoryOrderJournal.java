package dev.aftm.infrastructure.journal;

import dev.aftm.interactor.gateway.OrderRequest;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.OrderJournal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A journal that lives as long as its process; for replays, benchmarks and tests. */
public final class InMemoryOrderJournal implements OrderJournal {

    private record Kept(long number, Entry entry) {}

    private final Clock clock;
    private final String prefix;
    private final Map<OrderKey, Kept> entries = new ConcurrentHashMap<>();
    private long tags;

    /** @param prefix what its tags begin with */
    public InMemoryOrderJournal(Clock clock, String prefix) {
        this.clock = clock;
        this.prefix = prefix;
    }

    @Override
    public Optional<Entry> find(OrderKey key) {
        return Optional.ofNullable(entries.get(key)).map(Kept::entry);
    }

    @Override
    public List<Entry> recordIntents(List<OrderRequest> requests, LocalDate tradingDay) {
        List<Entry> intents = new ArrayList<>(requests.size());
        for (OrderRequest request : requests) {
            String tag = Tags.tag(prefix, ++tags);
            intents.add(new Entry(
                    Tags.keyOf(request, tag), tag, request.order(), clock.now(), tradingDay, new State.Intended()));
        }
        intents.forEach(intent -> entries.put(intent.key(), new Kept(tags, intent)));
        return intents;
    }

    @Override
    public void recordOutcomes(List<Outcome> outcomes) {
        outcomes.forEach(outcome -> change(outcome.key(), outcome.state()));
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
        entries.put(key, new Kept(kept.number(), kept.entry().withState(state)));
    }

    @Override
    public void note(String kind, String detail) {
        // Nothing outlives the process, so there is nobody to read it.
    }

    @Override
    public List<Entry> unresolved() {
        return select(entry -> entry.state().isUnresolved());
    }

    @Override
    public List<Entry> withoutIdSince(Instant since) {
        return select(entry -> entry.key().isWithoutId() && !entry.intendedAt().isBefore(since));
    }

    private List<Entry> select(Predicate<Entry> condition) {
        return entries.values().stream()
                .filter(kept -> condition.test(kept.entry()))
                .sorted(Comparator.comparingLong(Kept::number))
                .map(Kept::entry)
                .toList();
    }

    @Override
    public long unknownCount() {
        return select(entry -> entry.state() instanceof State.Unknown).size();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}

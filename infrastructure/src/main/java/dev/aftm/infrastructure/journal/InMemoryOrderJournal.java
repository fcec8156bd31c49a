package dev.aftm.infrastructure.journal;

import dev.aftm.interactor.gateway.OrderRequest;
import dev.aftm.interactor.port.OrderJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A journal that lives as long as its process: ids are known, and duplicates recognised, until then. For replays and
 * tests, and for a gateway whose journal on disk is not wanted.
 */
public final class InMemoryOrderJournal implements OrderJournal {

    private final TagSequence tags;
    private final Map<OrderKey, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong unknown = new AtomicLong();

    /** @param tags gives out the tags */
    public InMemoryOrderJournal(TagSequence tags) {
        this.tags = tags;
    }

    @Override
    public Optional<Entry> find(OrderKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public List<Entry> recordIntents(List<OrderRequest> requests) {
        List<Entry> intents = new ArrayList<>(requests.size());
        for (OrderRequest request : requests) {
            String tag = tags.next();
            String id = request.requestId();
            // An order without an id gets one that no client can send: '~' is not allowed in theirs.
            OrderKey key = new OrderKey(request.orderAccount(), id == null ? "~" + tag : id);
            intents.add(new Entry(key, tag, request.order(), new State.Intended()));
        }
        intents.forEach(this::put);
        return intents;
    }

    @Override
    public void recordOutcomes(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            Entry intent = entries.get(outcome.key());
            if (intent == null) {
                throw new JournalException("An outcome was recorded for an order that has no intent.");
            }
            put(new Entry(intent.key(), intent.tag(), intent.order(), outcome.state()));
        }
    }

    private void put(Entry entry) {
        Entry before = entries.put(entry.key(), entry);
        unknown.addAndGet(unknowns(entry) - (before == null ? 0 : unknowns(before)));
    }

    private static int unknowns(Entry entry) {
        return entry.state() instanceof State.Unknown ? 1 : 0;
    }

    @Override
    public long unknownCount() {
        return unknown.get();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}

package dev.aftm.interactor.order;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.order.OrderJournal.Entry;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import dev.aftm.interactor.port.store.OrderKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What the log says about the gateway and about each request of the last two trading days or of unknown fate, in memory. Requests of
 * former days are in the history, and leave memory once they are. One thread adds; any thread may ask.
 */
final class RequestIndex {

    private static final int KEPT_DAYS = 2;

    private final Map<OrderKey, Entry> entries = new ConcurrentHashMap<>();

    /** Former requests that were asked for. They stay until two trading days have begun, so that whoever asked still finds them. */
    private volatile Map<OrderKey, Entry> recalled = new ConcurrentHashMap<>();

    private volatile Map<OrderKey, Entry> recalledBefore = new ConcurrentHashMap<>();

    /** The few requests whose fate is not known, which are asked for often. */
    private final Map<OrderKey, Entry> unresolved = new ConcurrentHashMap<>();

    /** Ids that must not send anything any more, and why; the call of some of them may have been made before. */
    private final Map<OrderKey, OrderEvent.Closed> closed = new ConcurrentHashMap<>();

    private final Map<Class<? extends LogEvent>, LoggedEvent> last = new ConcurrentHashMap<>();

    private final TagBook tags = new TagBook();
    private final FormerIds former = new FormerIds();
    private LocalDate newestDay = LocalDate.MIN;

    /** The trading day before the newest one; requests of earlier days may leave memory. */
    private volatile LocalDate keptFrom = LocalDate.MIN;

    private LocalDate leftBefore = LocalDate.MIN;

    /** Ids that were closed but never sent when a trading day last began. Younger ones may still be queued, so they stay. */
    private List<OrderKey> neverSent = List.of();

    /** Builds the index from what the history has, and from the log after that; from the log alone if the history cannot be used. */
    static RequestIndex of(EventLog log, HistoryStore history) {
        RequestIndex index = new RequestIndex();
        long from;
        try {
            from = index.readSummary(log, history);
        } catch (JournalException unusable) {
            // It is derived from the log, which has everything.
            index = new RequestIndex();
            from = 0;
        }
        RequestIndex reader = index;
        log.read(from, event -> {
            reader.add(event);
            return true;
        });
        return index;
    }

    /** Whether a log contains a head of the history. */
    static boolean isOf(EventLog log, EventLog.Head head) {
        return head.position() == 0
                || head.equals(log.head())
                || log.hashAt(head.position()).equals(Optional.of(head.hash()));
    }

    private long readSummary(EventLog log, HistoryStore history) {
        if (!isOf(log, history.head())) {
            history.clear();
        }
        List<String> lastTags = new ArrayList<>();
        long from = history.summarise(KEPT_DAYS, new HistoryStore.SummaryReader() {
            @Override
            public void event(LoggedEvent event) {
                add(event);
            }

            @Override
            public void tag(String tag) {
                lastTags.add(tag);
            }

            @Override
            public void id(long fingerprint) {
                former.add(fingerprint);
            }
        });
        lastTags.forEach(tags::add);
        if (!isOf(log, history.head())) {
            throw new JournalException("The history belongs to another journal.");
        }
        return from;
    }

    /** Adds an event that is in the log. */
    void add(LoggedEvent logged) {
        if (logged.event() instanceof LogEvent.OfOrder of) {
            if (of.event() instanceof OrderEvent.OfRequest event) {
                add(logged, of, event);
            }
        } else {
            last.put(logged.event().getClass(), logged);
            if (logged.event() instanceof LogEvent.EpochBegun epoch) {
                tags.begin(epoch);
            }
        }
    }

    private void add(LoggedEvent logged, LogEvent.OfOrder of, OrderEvent.OfRequest event) {
        if (event instanceof OrderEvent.Requested request) {
            tags.add(of.tag());
            reach(request.tradingDay());
            put(new Entry(of.key(), of.tag(), request, logged.at(), request, logged.position()));
            return;
        }
        if (event instanceof OrderEvent.Closed reason) {
            closed.put(of.key(), reason);
        }
        Entry entry = entries.get(of.key());
        if (entry != null && entry.tag().equals(of.tag())) {
            put(after(entry, event));
        }
    }

    private void reach(LocalDate tradingDay) {
        if (tradingDay.isAfter(newestDay)) {
            keptFrom = newestDay;
            newestDay = tradingDay;
        } else if (tradingDay.isBefore(newestDay) && tradingDay.isAfter(keptFrom)) {
            keptFrom = tradingDay;
        }
    }

    /**
     * Finds what may leave memory. For one thread.
     *
     * @return lets it go, but for what has changed since; to be called once the history has all that the log had when it was found
     */
    Runnable prepareEviction() {
        LocalDate before = keptFrom;
        if (before.equals(leftBefore)) {
            return () -> {};
        }
        List<Entry> known = select(
                entries, entry -> !entry.isUnresolved() && entry.tradingDay().isBefore(before));
        List<OrderKey> present = closed.keySet().stream()
                .filter(key -> !entries.containsKey(key))
                .toList();
        return () -> {
            for (Entry entry : known) {
                former.add(entry.key().fingerprint());
                // What was recalled before the present attempt would hide it.
                recalled.remove(entry.key());
                recalledBefore.remove(entry.key());
                if (entries.remove(entry.key(), entry) && entry.last() instanceof OrderEvent.Closed) {
                    closed.remove(entry.key());
                }
            }
            for (OrderKey key : neverSent) {
                former.add(key.fingerprint());
                closed.remove(key);
            }
            neverSent = present;
            recalledBefore = recalled;
            recalled = new ConcurrentHashMap<>();
            leftBefore = before;
        };
    }

    /** Whether only the history can say if there was a request that {@link #find} has not found just before. */
    boolean mayBeFormer(OrderKey key) {
        return former.mayContain(key.fingerprint());
    }

    /** Brings a former request back, from all of its events; any thread. */
    void recall(List<LoggedEvent> events) {
        RequestIndex alone = new RequestIndex();
        events.forEach(alone::add);
        alone.closed.forEach(closed::putIfAbsent);
        recalled.putAll(alone.entries);
    }

    /** A closed id that was not sent never can be; one whose call may have been made stays what it is. */
    private Entry after(Entry entry, OrderEvent.OfRequest event) {
        if (event instanceof OrderEvent.Closed) {
            return entry.last() instanceof OrderEvent.NotSent ? entry.after(event) : entry;
        }
        OrderEvent.Closed reason = closed.get(entry.key());
        return event instanceof OrderEvent.NotSent && reason != null ? entry.after(reason) : entry.after(event);
    }

    private void put(Entry entry) {
        entries.put(entry.key(), entry);
        if (entry.isUnresolved()) {
            unresolved.put(entry.key(), entry);
        } else {
            unresolved.remove(entry.key());
        }
    }

    /** The tags of this log; for the thread that adds. */
    TagBook tags() {
        return tags;
    }

    Optional<Entry> find(OrderKey key) {
        // In this order: a request that leaves memory, or grows older, is always in the next one before.
        return Optional.ofNullable(entries.get(key))
                .or(() -> Optional.ofNullable(recalled.get(key)))
                .or(() -> Optional.ofNullable(recalledBefore.get(key)));
    }

    /** Whether the id must not send anything any more, because a cancel came first. */
    boolean isClosed(OrderKey key) {
        return closed.containsKey(key)
                || find(key)
                        .filter(entry -> entry.last() instanceof OrderEvent.Closed)
                        .isPresent();
    }

    <T extends LogEvent.OfGateway> Optional<T> last(Class<T> kind) {
        return Optional.ofNullable(last.get(kind)).map(LoggedEvent::event).map(kind::cast);
    }

    Instant timeOfLast(Class<? extends LogEvent.OfGateway> kind) {
        LoggedEvent logged = last.get(kind);
        return logged == null ? Instant.EPOCH : logged.at();
    }

    /** The position after which lies everything about orders of a trading day, and about those whose fate is not known. */
    long positionBefore(LocalDate tradingDay) {
        return entries.values().stream()
                        .filter(entry ->
                                entry.isUnresolved() || !entry.tradingDay().isBefore(tradingDay))
                        .mapToLong(Entry::position)
                        .min()
                        .orElse(Long.MAX_VALUE)
                - 1;
    }

    List<Entry> openChanges() {
        return select(unresolved, entry -> !entry.isOrder() && entry.last() instanceof OrderEvent.Requested);
    }

    List<Entry> unresolved() {
        return select(unresolved, Entry::isOrder);
    }

    List<Entry> withoutIdSince(Instant since) {
        return select(
                entries,
                entry -> entry.isOrder()
                        && entry.key().isWithoutId()
                        && !entry.intendedAt().isBefore(since));
    }

    boolean isNumberOfAnother(Entry order, String serial) {
        return entries.values().stream()
                .anyMatch(other -> other.isOrder()
                        && other.last() instanceof OrderEvent.Acknowledged known
                        && known.orderSerial().equals(serial)
                        && other.tradingDay().equals(order.tradingDay())
                        && other.key().account().equals(order.key().account()));
    }

    private static List<Entry> select(Map<OrderKey, Entry> among, Predicate<Entry> condition) {
        return among.values().stream()
                .filter(condition)
                .sorted(Comparator.comparingLong(Entry::position))
                .toList();
    }

    long unknownCount() {
        return unresolved.values().stream()
                .filter(entry -> entry.isOrder() && entry.last() instanceof OrderEvent.Unconfirmed)
                .count();
    }
}

package dev.aftm.interactor.port.store;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A history in memory that can be set to fail. It survives a simulated crash of everything that uses it. */
public final class FakeHistoryStore implements HistoryStore {

    private final List<LoggedEvent> events = new ArrayList<>();
    private volatile EventLog.Head head = new EventLog.Head(0, "");
    private boolean isBroken;

    /** Makes every call fail that needs the disk, or no call any more. */
    public synchronized void fail(boolean broken) {
        isBroken = broken;
    }

    @Override
    public EventLog.Head head() {
        return head;
    }

    @Override
    public synchronized void follow(EventLog log) {
        requireDisk();
        if (head.position() > 0 && !log.hashAt(head.position()).equals(Optional.of(head.hash()))) {
            clear();
        }
        EventLog.Head end = log.head();
        log.read(head.position(), event -> event.position() <= end.position() && events.add(event));
        head = end;
    }

    @Override
    public synchronized long summarise(int days, SummaryReader reader) {
        requireDisk();
        long position = positionBefore(days);
        List<LoggedEvent> before = events.subList(0, (int) position);
        Map<Class<? extends LogEvent>, LoggedEvent> last = new HashMap<>();
        before.forEach(logged -> last.put(logged.event().getClass(), logged));
        Map<OrderKey, OrderEvent.OfRequest> unresolved = unresolved();
        for (LoggedEvent logged : before) {
            if (logged.event() instanceof LogEvent.OfOrder of
                    ? unresolved.containsKey(of.key())
                    : logged.event() instanceof LogEvent.EpochBegun
                            || logged.equals(last.get(logged.event().getClass()))) {
                reader.event(logged);
            }
        }
        tags(before).forEach(reader::tag);
        events.stream()
                .map(LoggedEvent::event)
                .filter(LogEvent.OfOrder.class::isInstance)
                .map(event -> ((LogEvent.OfOrder) event).key().fingerprint())
                .distinct()
                .forEach(reader::id);
        return position;
    }

    private long positionBefore(int days) {
        Map<LocalDate, Long> firsts = new TreeMap<>(Comparator.reverseOrder());
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof LogEvent.OfOrder of && of.event() instanceof OrderEvent.Requested request) {
                firsts.putIfAbsent(request.tradingDay(), logged.position());
            }
        }
        return firsts.size() < days
                ? 0
                : firsts.values().stream()
                                .limit(days)
                                .mapToLong(Long::longValue)
                                .min()
                                .orElse(head.position() + 1)
                        - 1;
    }

    /** What the last event said of each request whose fate is not known. */
    private Map<OrderKey, OrderEvent.OfRequest> unresolved() {
        Map<OrderKey, String> tags = new HashMap<>();
        Map<OrderKey, OrderEvent.OfRequest> last = new LinkedHashMap<>();
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof LogEvent.OfOrder of && of.event() instanceof OrderEvent.OfRequest event) {
                if (event instanceof OrderEvent.Requested) {
                    tags.put(of.key(), of.tag());
                }
                // Closing says nothing of a call that was made before.
                if (of.tag().equals(tags.get(of.key())) && !(event instanceof OrderEvent.Closed)) {
                    last.put(of.key(), event);
                }
            }
        }
        last.values().removeIf(event -> !event.isUnresolved());
        return last;
    }

    /** The highest tag of each epoch, and every tag of no epoch. */
    private static List<String> tags(List<LoggedEvent> events) {
        Map<String, String> highest = new LinkedHashMap<>();
        TreeSet<String> adopted = new TreeSet<>();
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof LogEvent.EpochBegun epoch) {
                highest.putIfAbsent(TagForm.words(epoch), "");
            } else if (logged.event() instanceof LogEvent.OfOrder of && of.event() instanceof OrderEvent.Requested) {
                String prefix = TagForm.words(of.tag());
                if (highest.computeIfPresent(prefix, (same, tag) -> isHigher(of.tag(), tag) ? of.tag() : tag) == null) {
                    adopted.add(of.tag());
                }
            }
        }
        List<String> tags = new ArrayList<>(adopted);
        highest.values().stream().filter(tag -> !tag.isEmpty()).forEach(tags::add);
        return tags;
    }

    /** Counters have no zeros in front, and digits come before letters. */
    private static boolean isHigher(String tag, String than) {
        return tag.length() == than.length() ? tag.compareTo(than) > 0 : tag.length() > than.length();
    }

    @Override
    public synchronized Found find(OrderKey key) {
        requireDisk();
        List<LoggedEvent> found = events.stream()
                .filter(logged -> logged.event() instanceof LogEvent.OfOrder of
                        && of.key().equals(key))
                .toList();
        return new Found(head, found);
    }

    @Override
    public synchronized void clear() {
        requireDisk();
        events.clear();
        head = new EventLog.Head(0, "");
    }

    private void requireDisk() {
        if (isBroken) {
            throw new JournalException("The history cannot be used; check the disk.");
        }
    }

    @Override
    public void close() {
        // What is stored survives, as in a file.
    }
}

package dev.aftm.interactor.port.store;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.interactor.port.store.EventLog.LoggedEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a simple index in memory knows of the log: what must be the same with and without a history. */
final class KnownOfLog {

    private static final int RADIX = 36;

    private final Map<OrderKey, String> attempts = new HashMap<>();
    private final Map<OrderKey, LoggedEvent> requested = new HashMap<>();
    private final Map<OrderKey, LoggedEvent> last = new HashMap<>();
    private final Map<Class<? extends LogEvent>, LoggedEvent> ofGateway = new HashMap<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private final Set<String> adopted = new HashSet<>();

    /** The index of a whole log. */
    static KnownOfLog of(EventLog log) {
        KnownOfLog known = new KnownOfLog();
        log.read(0, known::add);
        return known;
    }

    /** The index of a summary, and of the log after it. */
    static KnownOfLog of(HistorySummary summary, EventLog log) {
        KnownOfLog known = new KnownOfLog();
        summary.events().forEach(known::add);
        summary.tags().forEach(known::addTag);
        log.read(summary.position(), known::add);
        return known;
    }

    private boolean add(LoggedEvent logged) {
        if (!(logged.event() instanceof LogEvent.OfOrder of)) {
            ofGateway.put(logged.event().getClass(), logged);
            if (logged.event() instanceof LogEvent.EpochBegun epoch) {
                epochs.putIfAbsent(TagForm.words(epoch), 0L);
            }
        } else if (of.event() instanceof OrderEvent.Requested) {
            addTag(of.tag());
            attempts.put(of.key(), of.tag());
            requested.put(of.key(), logged);
            last.put(of.key(), logged);
        } else if (of.event() instanceof OrderEvent.OfRequest
                && !(of.event() instanceof OrderEvent.Closed)
                && of.tag().equals(attempts.get(of.key()))) {
            last.put(of.key(), logged);
        }
        return true;
    }

    private void addTag(String tag) {
        String prefix = TagForm.words(tag);
        if (epochs.containsKey(prefix)) {
            epochs.merge(prefix, Long.parseLong(tag.substring(prefix.length()), RADIX), Math::max);
        } else {
            adopted.add(tag);
        }
    }

    /** The request and the last event of each request whose fate is not known, everything known of tags, and the gateway. */
    String described() {
        Map<String, String> unresolved = new HashMap<>();
        last.forEach((key, logged) -> {
            if (((OrderEvent.OfRequest) ((LogEvent.OfOrder) logged.event()).event()).isUnresolved()) {
                unresolved.put(key.toString(), requested.get(key) + " … " + logged);
            }
        });
        Map<String, LoggedEvent> gateway = new HashMap<>();
        ofGateway.forEach((kind, logged) -> gateway.put(kind.getSimpleName(), logged));
        return "unresolved:\n" + lines(unresolved) + "\nepochs:\n" + lines(epochs) + "\nadopted:\n"
                + String.join("\n", adopted.stream().sorted().toList()) + "\ngateway:\n" + lines(gateway);
    }

    private static String lines(Map<String, ?> map) {
        return String.join(
                "\n",
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .sorted()
                        .toList());
    }
}

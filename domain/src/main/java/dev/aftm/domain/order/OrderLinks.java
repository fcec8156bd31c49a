package dev.aftm.domain.order;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The chain of numbers and quantities that an order has had: each replacement at the exchange may give it others. Immutable.
 *
 * @param first the number that the order had before any known replacement; null while it is not known
 * @param replacements the replacements by the number that each gave
 * @param latest the replacement whose quantity counts; null if there is none
 */
record OrderLinks(
        @Nullable String first, Map<String, OrderEvent.Replaced> replacements, OrderEvent.@Nullable Replaced latest) {

    OrderLinks {
        replacements = Map.copyOf(replacements);
    }

    static OrderLinks none() {
        return new OrderLinks(null, Map.of(), null);
    }

    /** Adds a number that the exchange names the order by. */
    OrderLinks withSerial(String serial) {
        return first == null && !replacements.containsKey(serial) ? new OrderLinks(serial, replacements, latest) : this;
    }

    OrderLinks replaced(OrderEvent.Replaced event) {
        OrderEvent.Replaced before = replacements.get(event.orderSerial());
        Map<String, OrderEvent.Replaced> more = new LinkedHashMap<>(replacements);
        if (before == null || isLater(event, before)) {
            more.put(event.orderSerial(), event);
        }
        boolean isLatest = latest == null || isLater(event, latest);
        String start = first == null ? event.previousSerial() : first;
        return new OrderLinks(start, more, isLatest ? event : latest);
    }

    /** The later replacement counts; of two at the same time, the one with the smaller quantity. */
    private static boolean isLater(OrderEvent.Replaced event, OrderEvent.Replaced other) {
        Instant time = event.time();
        return time.isAfter(other.time()) || (time.equals(other.time()) && event.quantity() < other.quantity());
    }

    /** The newest number; null while none is known. */
    @Nullable String serial() {
        return latest == null ? first : latest.orderSerial();
    }

    int quantity(int asSent) {
        return latest == null ? asSent : latest.quantity();
    }

    /** Whether an event can be about this chain: its number and quantity belong to one of its links. */
    boolean admits(OrderEvent event, int asSent) {
        if (event instanceof OrderEvent.StatusReported report) {
            return admits(report.orderSerial()) && isQuantity(report.quantity(), asSent);
        }
        if (event instanceof OrderEvent.Acknowledged acknowledged) {
            return admits(acknowledged.orderSerial());
        }
        if (event instanceof OrderEvent.Resolved resolved) {
            String serial = resolved.orderSerial();
            return serial == null || admits(serial);
        }
        return !(event instanceof OrderEvent.Replaced replaced) || replaced.quantity() > 0;
    }

    private boolean admits(String serial) {
        return first == null || first.equals(serial) || replacements.containsKey(serial) || isPrevious(serial);
    }

    private boolean isPrevious(String serial) {
        return replacements.values().stream()
                .anyMatch(link -> link.previousSerial().equals(serial));
    }

    private boolean isQuantity(int quantity, int asSent) {
        return quantity == asSent || replacements.values().stream().anyMatch(link -> link.quantity() == quantity);
    }
}

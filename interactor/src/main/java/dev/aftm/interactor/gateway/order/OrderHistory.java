package dev.aftm.interactor.gateway.order;

import java.time.Instant;
import java.util.List;

/**
 * One order and all its recorded events.
 *
 * @param order the order and its status
 * @param events its events, oldest first; empty unless they were requested
 */
public record OrderHistory(OrderInfo order, List<Event> events) {

    public OrderHistory {
        events = List.copyOf(events);
    }

    /**
     * One event in the journal.
     *
     * @param number the number of the event in the journal
     * @param at time of recording, by the wall clock
     * @param kind what happened, e.g. {@code intended}, {@code accepted}, {@code traded}
     * @param detail further values, as a JSON object
     */
    public record Event(long number, Instant at, String kind, String detail) {}
}

package dev.aftm.interactor.gateway.order;

import java.time.Instant;
import java.util.List;

/**
 * One order, and everything that is recorded of it.
 *
 * @param order how far it is
 * @param events what happened to it, oldest first; empty where nobody asked
 */
public record OrderHistory(OrderInfo order, List<Event> events) {

    public OrderHistory {
        events = List.copyOf(events);
    }

    /**
     * Something that the journal holds.
     *
     * @param number of the event in the journal
     * @param at when it was recorded, by the wall clock
     * @param kind what happened, e.g. {@code intended}, {@code accepted}, {@code traded}
     * @param detail the rest, as a JSON object
     */
    public record Event(long number, Instant at, String kind, String detail) {}
}

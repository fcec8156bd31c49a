package dev.aftm.infrastructure.zeromq.codec;

import dev.aftm.interactor.gateway.order.OrderInfo;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The wire form of published order updates: an array of orders by ascending sequence number, each with the id of the feed
 * that numbers it.
 */
public final class OrderUpdateWire {

    private static final String TOPIC_PREFIX = "ORDER.";

    private OrderUpdateWire() {}

    /** Order updates of one feed, by ascending sequence number. */
    public record Updates(String feedId, List<OrderInfo> changed) {}

    /** Returns the topic of an account; the trailing dot keeps its subscription from matching a longer account. */
    public static byte[] topic(String account) {
        return (TOPIC_PREFIX + account + ".").getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] write(String feedId, List<OrderInfo> changed) {
        return Json.MAPPER.writeValueAsBytes(
                changed.stream().map(order -> OrderInfoWire.of(feedId, order)).toList());
    }

    /**
     * Parses a message: an array of order updates, or a single one.
     *
     * @throws IllegalArgumentException the message is neither
     */
    public static Updates read(byte[] message) {
        try {
            JsonNode json = Json.MAPPER.readTree(message);
            String feedId = "";
            List<OrderInfo> changed = new ArrayList<>();
            for (JsonNode one : json.isArray() ? json : List.of(json)) {
                OrderInfoWire update = Json.MAPPER.treeToValue(one, OrderInfoWire.class);
                if (update == null) {
                    throw new IllegalArgumentException("A published order update is null.");
                }
                feedId = String.valueOf(update.feed());
                changed.add(update.info());
            }
            return new Updates(feedId, changed);
        } catch (JacksonException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("A published message is not an order update.", e);
        }
    }
}

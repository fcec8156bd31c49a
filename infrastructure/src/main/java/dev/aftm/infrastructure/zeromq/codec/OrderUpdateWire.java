package dev.aftm.infrastructure.zeromq.codec;

import dev.aftm.interactor.gateway.order.OrderInfo;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Changes of orders as they are published: an array of orders in the order of their numbers, each with the name of the
 * numbering.
 */
public final class OrderUpdateWire {

    private static final String TOPIC_PREFIX = "ORDER.";

    private OrderUpdateWire() {}

    /** Some changes of one numbering. */
    public record Updates(String feedId, List<OrderInfo> changed) {}

    /** The trailing dot keeps a subscription to one account from matching a longer one. */
    public static byte[] topic(String account) {
        return (TOPIC_PREFIX + account + ".").getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] write(String feedId, List<OrderInfo> changed) {
        return Json.MAPPER.writeValueAsBytes(
                changed.stream().map(order -> OrderInfoWire.of(feedId, order)).toList());
    }

    /**
     * Reads a message: an array of changes, or one.
     *
     * @throws IllegalArgumentException it is neither
     */
    public static Updates read(byte[] message) {
        try {
            JsonNode json = Json.MAPPER.readTree(message);
            String feedId = "";
            List<OrderInfo> changed = new ArrayList<>();
            for (JsonNode one : json.isArray() ? json : List.of(json)) {
                OrderInfoWire update = Json.MAPPER.treeToValue(one, OrderInfoWire.class);
                if (update == null) {
                    throw new IllegalArgumentException("A published null.");
                }
                feedId = String.valueOf(update.feed());
                changed.add(update.info());
            }
            return new Updates(feedId, changed);
        } catch (JacksonException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("A published message that is no change of an order.", e);
        }
    }
}

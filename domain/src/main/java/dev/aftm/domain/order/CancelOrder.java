package dev.aftm.domain.order;

/**
 * A request to cancel the rest of an earlier order.
 *
 * @param target the order
 */
public record CancelOrder(OrderReference target) implements OrderInstruction.OfEarlierOrder {}

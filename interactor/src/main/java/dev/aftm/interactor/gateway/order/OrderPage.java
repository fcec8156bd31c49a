package dev.aftm.interactor.gateway.order;

import java.util.List;

/**
 * A page of an account's orders, sorted by the number of their last change.
 *
 * @param feedId identifies the numbering; it changes with each start of the gateway, and then clients must read all pages again
 * @param sequence every change up to this number is in this page or an earlier one
 * @param more whether there are more orders after {@code sequence}; if so, read the next page at once
 * @param forgotten final orders whose last change has this number or a lower one may be missing; {@code get_order} finds
 *     them
 * @param orders the orders, lowest number first
 */
public record OrderPage(String feedId, long sequence, boolean more, long forgotten, List<OrderInfo> orders) {

    public OrderPage {
        orders = List.copyOf(orders);
    }
}

package dev.aftm.interactor.gateway.order;

import java.util.List;

/**
 * Some of an account's orders, by the number of their last change.
 *
 * @param feedId names the numbering; another one after each start of the gateway, and then all is to be asked for anew
 * @param sequence every change up to this one is in this page or in those before it
 * @param more whether there are more after {@code sequence}, to be asked for at once
 * @param forgotten orders whose last change has this number or a lower one, and of which nothing more can become, may be
 *     left out; {@code get_order} finds them
 * @param orders the lowest number first
 */
public record OrderPage(String feedId, long sequence, boolean more, long forgotten, List<OrderInfo> orders) {

    public OrderPage {
        orders = List.copyOf(orders);
    }
}

package dev.aftm.interactor.port.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.Orders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener of one account that was there from the beginning hears. */
public interface OrderUpdatePublisherContract {

    /** Where changes are published under test; somebody listens already to the orders of {@link Orders#ACCOUNT}. */
    OrderUpdatePublisher updates();

    /** What was heard under a numbering, once so many have been; waits for a bounded time. */
    List<OrderInfo> heard(String feedId, int count);

    @Test
    @Timeout(60)
    default void all_changes_are_heard_whole_and_in_order_however_many_come_together() {
        List<OrderInfo> changed = new ArrayList<>();
        for (int sequence = 1; sequence <= 450; sequence++) {
            changed.add(Orders.info(Orders.ACCOUNT, sequence));
        }
        updates().publish("feed", Orders.ACCOUNT, changed);
        assertThat(heard("feed", 450)).isEqualTo(changed);
    }

    @Test
    @Timeout(60)
    default void another_accounts_orders_are_not_heard_even_where_its_name_is_longer() {
        updates().publish("feed", Orders.ACCOUNT + "0", List.of(Orders.info(Orders.ACCOUNT + "0", 1)));
        updates().publish("feed", Orders.ACCOUNT, List.of(Orders.info(Orders.ACCOUNT, 1)));
        assertThat(heard("feed", 1)).extracting(OrderInfo::account).containsExactly(Orders.ACCOUNT);
    }
}

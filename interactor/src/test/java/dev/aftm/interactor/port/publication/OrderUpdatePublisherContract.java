package dev.aftm.interactor.port.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.Orders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The updates that a subscriber of one account receives if it was connected from the start. */
public interface OrderUpdatePublisherContract {

    /** The publisher under test; a subscriber of {@link Orders#ACCOUNT} is connected. */
    OrderUpdatePublisher updates();

    /** Waits, for a bounded time, until this many updates of a feed were received, and returns them. */
    List<OrderInfo> heard(String feedId, int count);

    @Test
    @Timeout(60)
    default void all_updates_arrive_completely_and_in_order() {
        List<OrderInfo> changed = new ArrayList<>();
        for (int sequence = 1; sequence <= 450; sequence++) {
            changed.add(Orders.info(Orders.ACCOUNT, sequence));
        }
        updates().publish("feed", Orders.ACCOUNT, changed);
        assertThat(heard("feed", 450)).isEqualTo(changed);
    }

    @Test
    @Timeout(60)
    default void updates_of_other_accounts_are_not_received() {
        updates().publish("feed", Orders.ACCOUNT + "0", List.of(Orders.info(Orders.ACCOUNT + "0", 1)));
        updates().publish("feed", Orders.ACCOUNT, List.of(Orders.info(Orders.ACCOUNT, 1)));
        assertThat(heard("feed", 1)).extracting(OrderInfo::account).containsExactly(Orders.ACCOUNT);
    }
}

package dev.aftm.interactor.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.gateway.order.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class OrderReplicaTest {

    private final List<String> reported = new ArrayList<>();
    private final OrderReplica replica = new OrderReplica(order -> reported.add(order.requestId()));

    private static OrderInfo order(long sequence) {
        return Orders.info(Orders.ACCOUNT, sequence);
    }

    private void hear(String feed, long... sequences) {
        replica.onUpdates(
                feed, LongStream.of(sequences).mapToObj(OrderReplicaTest::order).toList());
    }

    private boolean page(String feed, long upTo, boolean more, long forgotten, long... sequences) {
        return replica.onPage(new OrderPage(
                feed,
                upTo,
                more,
                forgotten,
                LongStream.of(sequences).mapToObj(OrderReplicaTest::order).toList()));
    }

    @Test
    void it_is_whole_after_all_pages_and_then_follows_updates() {
        assertThat(replica.isWhole()).isFalse();
        hear("feed", 1);
        assertThat(reported).as("the feed is not known yet").isEmpty();
        assertThat(page("feed", 2, true, 0, 1, 2))
                .as("the next page should be requested")
                .isTrue();
        assertThat(replica.isWhole()).isFalse();
        assertThat(page("feed", 3, false, 0, 3)).isFalse();
        assertThat(replica.isWhole()).isTrue();
        hear("feed", 4, 5);
        assertThat(replica.isWhole()).isTrue();
        assertThat(replica.since()).isEqualTo(5);
        assertThat(reported).containsExactly("request-1", "request-2", "request-3", "request-4", "request-5");
        assertThat(replica.orders()).extracting(OrderInfo::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void a_gap_is_detected_and_repaired_by_a_page() {
        page("feed", 1, false, 0, 1);
        hear("feed", 3, 4);
        assertThat(replica.isWhole()).isFalse();
        assertThat(replica.since()).isEqualTo(1);
        assertThat(reported).containsExactly("request-1", "request-3", "request-4");
        page("feed", 4, false, 0, 2, 3, 4);
        assertThat(replica.isWhole()).isTrue();
        assertThat(reported)
                .as("known orders are not reported again")
                .containsExactly("request-1", "request-3", "request-4", "request-2");
        hear("feed", 5);
        assertThat(replica.since()).isEqualTo(5);
        assertThat(replica.isWhole()).isTrue();
    }

    @Test
    void a_page_closes_a_gap_before_updates_already_received() {
        page("feed", 1, false, 0, 1);
        hear("feed", 3);
        page("feed", 2, false, 0, 2);
        assertThat(replica.since()).isEqualTo(3);
        assertThat(replica.isWhole()).isTrue();
    }

    @Test
    void late_and_repeated_updates_change_nothing() {
        page("feed", 5, false, 0, 5);
        hear("feed", 5);
        hear("feed", 4);
        assertThat(reported).containsExactly("request-5");
        assertThat(replica.since()).isEqualTo(5);
        assertThat(replica.isWhole()).isTrue();
    }

    @Test
    void after_a_gateway_restart_all_orders_are_requested() {
        page("feed", 2, false, 0, 1, 2);
        hear("another", 1);
        assertThat(replica.isWhole()).isFalse();
        assertThat(reported).hasSize(2);
        assertThat(page("another", 9, false, 0))
                .as("the request used a number of the old feed")
                .isTrue();
        assertThat(replica.since()).isZero();
        assertThat(page("another", 1, false, 0, 1)).isFalse();
        assertThat(replica.isWhole()).isTrue();
        assertThat(replica.idsToQuery()).as("no page contains this order").containsExactly("request-2");
        replica.onOrder(order(2));
        assertThat(replica.idsToQuery()).isEmpty();
        assertThat(reported).as("the order has not changed").hasSize(2);
    }

    @Test
    void orders_that_no_page_contains_are_requested_one_by_one() {
        page("feed", 2, false, 0, 1, 2);
        page("feed", 2, false, 2);
        assertThat(replica.idsToQuery()).as("no change was missed").isEmpty();
        page("feed", 7, true, 3, 7);
        assertThat(replica.idsToQuery()).as("a page is still missing").isEmpty();
        page("feed", 7, false, 3);
        assertThat(replica.idsToQuery()).containsExactlyInAnyOrder("request-1", "request-2");
        replica.onGone("request-1");
        assertThat(replica.idsToQuery()).containsExactly("request-2");
        assertThat(replica.orders()).extracting(OrderInfo::requestId).containsExactly("request-2", "request-7");
    }
}

package dev.aftm.interactor.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.gateway.order.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A copy of the orders that heals whatever it missed. */
final class OrderReplicaTest {

    private final List<String> told = new ArrayList<>();
    private final OrderReplica replica = new OrderReplica(order -> told.add(order.requestId()));

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
    void it_is_whole_once_all_pages_have_come_and_goes_on_with_what_is_published() {
        assertThat(replica.isWhole()).isFalse();
        hear("feed", 1);
        assertThat(told).as("nobody knows yet which numbering this is").isEmpty();
        assertThat(page("feed", 2, true, 0, 1, 2)).as("there is more").isTrue();
        assertThat(replica.isWhole()).isFalse();
        assertThat(page("feed", 3, false, 0, 3)).isFalse();
        assertThat(replica.isWhole()).isTrue();
        hear("feed", 4, 5);
        assertThat(replica.isWhole()).isTrue();
        assertThat(replica.since()).isEqualTo(5);
        assertThat(told).containsExactly("request-1", "request-2", "request-3", "request-4", "request-5");
        assertThat(replica.orders()).extracting(OrderInfo::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void a_gap_is_noticed_shown_beyond_and_healed_by_a_page() {
        page("feed", 1, false, 0, 1);
        hear("feed", 3, 4);
        assertThat(replica.isWhole()).isFalse();
        assertThat(replica.since()).isEqualTo(1);
        assertThat(told).containsExactly("request-1", "request-3", "request-4");
        page("feed", 4, false, 0, 2, 3, 4);
        assertThat(replica.isWhole()).isTrue();
        assertThat(told)
                .as("what was known is not told again")
                .containsExactly("request-1", "request-3", "request-4", "request-2");
        hear("feed", 5);
        assertThat(replica.since()).isEqualTo(5);
        assertThat(replica.isWhole()).isTrue();
    }

    @Test
    void a_page_that_closes_a_gap_counts_what_was_heard_beyond_it() {
        page("feed", 1, false, 0, 1);
        hear("feed", 3);
        page("feed", 2, false, 0, 2);
        assertThat(replica.since()).isEqualTo(3);
        assertThat(replica.isWhole()).isTrue();
    }

    @Test
    void what_comes_late_or_twice_changes_nothing() {
        page("feed", 5, false, 0, 5);
        hear("feed", 5);
        hear("feed", 4);
        assertThat(told).containsExactly("request-5");
        assertThat(replica.since()).isEqualTo(5);
        assertThat(replica.isWhole()).isTrue();
    }

    @Test
    void a_gateway_that_was_started_anew_is_asked_for_all() {
        page("feed", 2, false, 0, 1, 2);
        hear("another", 1);
        assertThat(replica.isWhole()).isFalse();
        assertThat(told).hasSize(2);
        assertThat(page("another", 9, false, 0))
                .as("it was asked for by a number of the old one")
                .isTrue();
        assertThat(replica.since()).isZero();
        assertThat(page("another", 1, false, 0, 1)).isFalse();
        assertThat(replica.isWhole()).isTrue();
        assertThat(replica.toAskFor()).as("no page has told what became of it").containsExactly("request-2");
        replica.onOrder(order(2));
        assertThat(replica.toAskFor()).isEmpty();
        assertThat(told).as("it is as it was").hasSize(2);
    }

    @Test
    void what_the_gateway_has_forgotten_since_is_asked_for_by_itself() {
        page("feed", 2, false, 0, 1, 2);
        page("feed", 2, false, 2);
        assertThat(replica.toAskFor()).as("nothing was missed").isEmpty();
        page("feed", 7, true, 3, 7);
        assertThat(replica.toAskFor()).as("a page is still to come").isEmpty();
        page("feed", 7, false, 3);
        assertThat(replica.toAskFor()).containsExactlyInAnyOrder("request-1", "request-2");
        replica.onGone("request-1");
        assertThat(replica.toAskFor()).containsExactly("request-2");
        assertThat(replica.orders()).extracting(OrderInfo::requestId).containsExactly("request-2", "request-7");
    }
}

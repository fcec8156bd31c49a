package dev.aftm.interactor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.clock.FakeClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The times at which positions are queried, and the answers that count. */
final class PositionPollerTest {

    private final FakeClock clock = new FakeClock();
    private final List<CompletableFuture<List<PositionInfo>>> asked = new ArrayList<>();
    private final PositionPoller poller =
            new PositionPoller(clock, this::ask, Duration.ofMillis(500), Duration.ofSeconds(5));

    private CompletableFuture<List<PositionInfo>> ask() {
        CompletableFuture<List<PositionInfo>> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    }

    private void answer(int query, long quantity) {
        asked.get(query)
                .complete(
                        List.of(new PositionInfo(Orders.ACCOUNT, "TXFH1", quantity, BigDecimal.ONE, BigDecimal.ZERO)));
    }

    private long seen() {
        return Objects.requireNonNull(poller.seen()).positions().get(0).quantity();
    }

    @Test
    void positions_are_polled_at_the_refresh_interval() {
        assertThat(poller.take()).isFalse();
        poller.ask();
        poller.ask();
        assertThat(asked).hasSize(1);
        assertThat(poller.take()).isFalse();
        answer(0, 1);
        assertThat(poller.take()).isTrue();
        assertThat(seen()).isEqualTo(1);
        clock.advance(Duration.ofMillis(499));
        poller.ask();
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        poller.ask();
        assertThat(asked).hasSize(2);
        assertThat(seen()).as("until the next answer").isEqualTo(1);
    }

    @Test
    void an_answer_to_a_query_before_an_order_is_discarded() {
        poller.ask();
        poller.refresh(false);
        assertThat(poller.isPending()).isTrue();
        assertThat(poller.seen()).isNull();
        answer(0, 1);
        assertThat(poller.take()).isFalse();
        assertThat(poller.seen()).isNull();
        assertThat(asked).as("positions are queried again").hasSize(2);
        answer(1, 2);
        assertThat(poller.take()).isTrue();
        assertThat(seen()).isEqualTo(2);
        assertThat(poller.isPending()).isFalse();
    }

    @Test
    void polling_after_orders_is_limited_unless_at_once() {
        poller.ask();
        answer(0, 1);
        poller.take();
        poller.refresh(false);
        assertThat(asked).as("the last query was just now").hasSize(1);
        clock.advance(Duration.ofMillis(10));
        poller.ask();
        assertThat(asked).hasSize(2);
        answer(1, 2);
        poller.take();
        poller.refresh(true);
        assertThat(asked).hasSize(3);
    }

    @Test
    void positions_are_unknown_after_a_failed_query() {
        poller.ask();
        asked.get(0).completeExceptionally(new IllegalStateException("The exchange does not answer."));
        assertThat(poller.take()).isFalse();
        assertThat(poller.seen()).isNull();
        assertThat(poller.isPending()).isFalse();
    }

    @Test
    void an_answer_of_an_earlier_session_is_discarded() {
        poller.ask();
        poller.begin();
        answer(0, 1);
        assertThat(poller.take()).isFalse();
        poller.ask();
        assertThat(asked).as("positions are queried at once").hasSize(2);
        answer(1, 2);
        poller.take();
        poller.refresh(true);
        poller.begin();
        assertThat(poller.seen()).isNull();
        assertThat(poller.isPending()).isFalse();
    }
}

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

/** When positions are asked for, and which answers count. */
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

    private void answer(int question, long quantity) {
        asked.get(question)
                .complete(
                        List.of(new PositionInfo(Orders.ACCOUNT, "TXFH1", quantity, BigDecimal.ONE, BigDecimal.ZERO)));
    }

    private long seen() {
        return Objects.requireNonNull(poller.seen()).positions().get(0).quantity();
    }

    @Test
    void they_are_asked_for_now_and_then_and_shown_once_they_are_told() {
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
    void after_an_order_what_was_asked_before_it_is_not_believed() {
        poller.ask();
        poller.askAnew(false);
        assertThat(poller.isPending()).isTrue();
        assertThat(poller.seen()).isNull();
        answer(0, 1);
        assertThat(poller.take()).isFalse();
        assertThat(poller.seen()).isNull();
        assertThat(asked).as("it is asked again").hasSize(2);
        answer(1, 2);
        assertThat(poller.take()).isTrue();
        assertThat(seen()).isEqualTo(2);
        assertThat(poller.isPending()).isFalse();
    }

    @Test
    void however_many_orders_there_are_they_are_asked_for_only_so_often_unless_somebody_waits() {
        poller.ask();
        answer(0, 1);
        poller.take();
        poller.askAnew(false);
        assertThat(asked).as("they were asked for right now").hasSize(1);
        clock.advance(Duration.ofMillis(10));
        poller.ask();
        assertThat(asked).hasSize(2);
        answer(1, 2);
        poller.take();
        poller.askAnew(true);
        assertThat(asked).hasSize(3);
    }

    @Test
    void what_cannot_be_told_is_not_known() {
        poller.ask();
        asked.get(0).completeExceptionally(new IllegalStateException("The exchange does not answer."));
        assertThat(poller.take()).isFalse();
        assertThat(poller.seen()).isNull();
        assertThat(poller.isPending()).isFalse();
    }

    @Test
    void an_answer_of_an_earlier_session_does_not_count() {
        poller.ask();
        poller.begin();
        answer(0, 1);
        assertThat(poller.take()).isFalse();
        poller.ask();
        assertThat(asked).as("it is asked at once").hasSize(2);
        answer(1, 2);
        poller.take();
        poller.askAnew(true);
        poller.begin();
        assertThat(poller.seen()).isNull();
        assertThat(poller.isPending()).isFalse();
    }
}

package dev.aftm.interactor.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.Orders;
import dev.aftm.interactor.gateway.PositionInfo;
import dev.aftm.interactor.port.FakeClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When positions are asked for, and which answers count. */
final class PositionWatchTest {

    private final FakeClock clock = new FakeClock();
    private final List<CompletableFuture<List<PositionInfo>>> asked = new ArrayList<>();
    private final PositionWatch watch =
            new PositionWatch(clock, this::ask, Duration.ofMillis(500), Duration.ofSeconds(5));

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
        return Objects.requireNonNull(watch.seen()).positions().get(0).quantity();
    }

    @Test
    void they_are_asked_for_now_and_then_and_shown_once_they_are_told() {
        assertThat(watch.take()).isFalse();
        watch.ask();
        watch.ask();
        assertThat(asked).hasSize(1);
        assertThat(watch.take()).isFalse();
        answer(0, 1);
        assertThat(watch.take()).isTrue();
        assertThat(seen()).isEqualTo(1);
        clock.advance(Duration.ofMillis(499));
        watch.ask();
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        watch.ask();
        assertThat(asked).hasSize(2);
        assertThat(seen()).as("until the next answer").isEqualTo(1);
    }

    @Test
    void after_an_order_what_was_asked_before_it_is_not_believed() {
        watch.ask();
        watch.askAnew(false);
        assertThat(watch.isPending()).isTrue();
        assertThat(watch.seen()).isNull();
        answer(0, 1);
        assertThat(watch.take()).isFalse();
        assertThat(watch.seen()).isNull();
        assertThat(asked).as("it is asked again").hasSize(2);
        answer(1, 2);
        assertThat(watch.take()).isTrue();
        assertThat(seen()).isEqualTo(2);
        assertThat(watch.isPending()).isFalse();
    }

    @Test
    void however_many_orders_there_are_they_are_asked_for_only_so_often_unless_somebody_waits() {
        watch.ask();
        answer(0, 1);
        watch.take();
        watch.askAnew(false);
        assertThat(asked).as("they were asked for right now").hasSize(1);
        clock.advance(Duration.ofMillis(10));
        watch.ask();
        assertThat(asked).hasSize(2);
        answer(1, 2);
        watch.take();
        watch.askAnew(true);
        assertThat(asked).hasSize(3);
    }

    @Test
    void what_cannot_be_told_is_not_known() {
        watch.ask();
        asked.get(0).completeExceptionally(new IllegalStateException("The exchange does not answer."));
        assertThat(watch.take()).isFalse();
        assertThat(watch.seen()).isNull();
        assertThat(watch.isPending()).isFalse();
    }

    @Test
    void an_answer_of_an_earlier_session_does_not_count() {
        watch.ask();
        watch.begin();
        answer(0, 1);
        assertThat(watch.take()).isFalse();
        watch.ask();
        assertThat(asked).as("it is asked at once").hasSize(2);
        answer(1, 2);
        watch.take();
        watch.askAnew(true);
        watch.begin();
        assertThat(watch.seen()).isNull();
        assertThat(watch.isPending()).isFalse();
    }
}

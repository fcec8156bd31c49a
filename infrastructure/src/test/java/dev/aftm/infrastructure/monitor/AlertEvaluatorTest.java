package dev.aftm.infrastructure.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.infrastructure.monitor.AlertEvaluator.Standing;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.monitor.GatewayMetrics.OrderFate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every alert fires and clears, and reports each change once. */
final class AlertEvaluatorTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Standing SOUND = new Standing(0, List.of(), false);

    private final FakeClock clock = new FakeClock();
    private final ActivityCounters counts = new ActivityCounters();
    private final List<String> changes = new ArrayList<>();
    private final ActiveAlerts alerts = new ActiveAlerts(
            clock,
            change -> changes.add((change.isFiring() ? "fired " : "cleared ")
                    + change.alert().kind().label()));
    private Standing standing = SOUND;
    private final AlertEvaluator evaluator =
            new AlertEvaluator(clock, counts, () -> standing, Duration.ofSeconds(60), alerts);

    private void evaluate(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.advance(SECOND);
            evaluator.evaluate();
        }
    }

    private void answered(String operation, int times, Duration took, @Nullable ErrorCode error) {
        for (int i = 0; i < times; i++) {
            counts.answered(operation, took.toNanos(), error);
        }
    }

    @Test
    void an_idle_system_raises_no_alert() {
        evaluate(600);
        assertThat(changes).isEmpty();
    }

    @Test
    void slow_orders_fires_above_5_percent_within_a_minute() {
        answered("send_order", 95, Duration.ofMillis(100), null);
        answered("send_order", 5, Duration.ofMillis(101), null);
        evaluate(1);
        assertThat(changes).as("exactly five percent").isEmpty();
        answered("replace_order", 1, Duration.ofMillis(101), null);
        evaluate(1);
        assertThat(changes).containsExactly("fired slow_orders");
        assertThat(alerts.firing())
                .singleElement()
                .satisfies(alert -> assertThat(alert.sentence())
                        .isEqualTo("6 of 101 orders and changes in the last minute took longer than 100 ms."));
        evaluate(60);
        assertThat(changes).as("a minute later").containsExactly("fired slow_orders", "cleared slow_orders");
    }

    @Test
    void slow_queries_are_not_slow_orders() {
        answered("get_account", 100, Duration.ofSeconds(3), null);
        evaluate(1);
        assertThat(changes).isEmpty();
    }

    @Test
    void error_rate_fires_above_5_percent_of_one_operation() {
        answered("health_check", 100_000, Duration.ZERO, null);
        answered("get_positions", 95, Duration.ZERO, null);
        answered("get_positions", 5, Duration.ZERO, ErrorCode.POSITION_QUERY_ERROR);
        evaluate(1);
        assertThat(changes).isEmpty();
        answered("get_positions", 1, Duration.ZERO, ErrorCode.POSITION_QUERY_ERROR);
        evaluate(1);
        assertThat(changes).containsExactly("fired error_rate");
        evaluate(300);
        assertThat(changes).containsExactly("fired error_rate", "cleared error_rate");
    }

    @Test
    void invalid_and_denied_requests_are_not_errors() {
        answered("send_order", 50, Duration.ZERO, ErrorCode.INVALID_ORDER);
        answered("send_order", 50, Duration.ZERO, ErrorCode.RISK_REJECTED);
        answered("send_order", 50, Duration.ZERO, ErrorCode.KILL_SWITCH_ENGAGED);
        for (int i = 0; i < 50; i++) {
            counts.order(OrderFate.DENIED);
        }
        evaluate(5);
        assertThat(changes).isEmpty();
    }

    @Test
    void failed_orders_fires_above_1_percent_within_5_minutes() {
        for (int i = 0; i < 99; i++) {
            counts.order(OrderFate.ACCEPTED);
        }
        counts.order(OrderFate.REJECTED);
        evaluate(1);
        assertThat(changes).isEmpty();
        counts.order(OrderFate.UNKNOWN);
        evaluate(1);
        assertThat(changes).containsExactly("fired failed_orders");
        evaluate(300);
        assertThat(changes).containsExactly("fired failed_orders", "cleared failed_orders");
    }

    @Test
    void a_position_mismatch_and_an_unknown_order_fire_at_once() {
        standing = new Standing(2, List.of("The account A holds 3, by our fills 2."), false);
        evaluate(3);
        assertThat(changes).containsExactly("fired position_mismatch", "fired unknown_order");
        assertThat(alerts.firing())
                .extracting(Alert::sentence)
                .containsExactly("The account A holds 3, by our fills 2.", "2 orders are in an unknown state.");
        standing = SOUND;
        evaluate(1);
        assertThat(changes).endsWith("cleared position_mismatch", "cleared unknown_order");
        assertThat(alerts.firing()).isEmpty();
    }

    @Test
    void tick_silence_fires_only_while_ticks_are_expected() {
        evaluate(300);
        standing = new Standing(0, List.of(), true);
        evaluate(60);
        assertThat(changes).isEmpty();
        evaluate(1);
        assertThat(changes).containsExactly("fired tick_silence");
        assertThat(evaluator.silence()).isEqualTo(Duration.ofSeconds(61));
        counts.tick();
        evaluate(1);
        assertThat(changes).containsExactly("fired tick_silence", "cleared tick_silence");
        evaluate(61);
        assertThat(changes).hasSize(3);
        standing = SOUND;
        evaluate(1);
        assertThat(changes).as("the market has closed").hasSize(4).endsWith("cleared tick_silence");
    }

    @Test
    void gateway_down_fires_after_more_than_ten_seconds() {
        GatewayLiveness gateway = new GatewayLiveness(clock, alerts);
        clock.advance(Duration.ofSeconds(10));
        gateway.poll(false);
        assertThat(changes).isEmpty();
        clock.advance(SECOND);
        gateway.poll(false);
        gateway.poll(false);
        assertThat(changes).containsExactly("fired gateway_down");
        gateway.poll(true);
        assertThat(changes).containsExactly("fired gateway_down", "cleared gateway_down");
    }
}

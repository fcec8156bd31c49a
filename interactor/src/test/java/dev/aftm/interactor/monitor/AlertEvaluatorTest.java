package dev.aftm.interactor.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.monitor.AlertEvaluator.Standing;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.monitor.GatewayMetrics.OrderFate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every alert fires and clears, and says so once. */
final class AlertEvaluatorTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Standing SOUND = new Standing(0, List.of(), false);

    private final FakeClock clock = new FakeClock();
    private final RequestCounts counts = new RequestCounts();
    private final List<String> told = new ArrayList<>();
    private final ActiveAlerts alerts = new ActiveAlerts(
            clock,
            change -> told.add((change.isFiring() ? "fired " : "cleared ")
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
    void nothing_is_wrong_with_a_system_that_does_nothing() {
        evaluate(600);
        assertThat(told).isEmpty();
    }

    @Test
    void more_than_five_percent_of_slow_orders_within_a_minute() {
        answered("send_order", 95, Duration.ofMillis(100), null);
        answered("send_order", 5, Duration.ofMillis(101), null);
        evaluate(1);
        assertThat(told).as("five percent are not more than five percent").isEmpty();
        answered("replace_order", 1, Duration.ofMillis(101), null);
        evaluate(1);
        assertThat(told).containsExactly("fired slow_orders");
        assertThat(alerts.firing())
                .singleElement()
                .satisfies(alert -> assertThat(alert.sentence())
                        .isEqualTo("Of the last minute's 101 orders and changes 6 took longer than 100 ms."));
        evaluate(60);
        assertThat(told).as("a minute later it is over").containsExactly("fired slow_orders", "cleared slow_orders");
    }

    @Test
    void slow_questions_are_not_slow_orders() {
        answered("get_account", 100, Duration.ofSeconds(3), null);
        evaluate(1);
        assertThat(told).isEmpty();
    }

    @Test
    void more_than_five_percent_errors_of_one_operation_within_five_minutes() {
        answered("health_check", 100_000, Duration.ZERO, null);
        answered("get_positions", 95, Duration.ZERO, null);
        answered("get_positions", 5, Duration.ZERO, ErrorCode.POSITION_QUERY_ERROR);
        evaluate(1);
        assertThat(told).isEmpty();
        answered("get_positions", 1, Duration.ZERO, ErrorCode.POSITION_QUERY_ERROR);
        evaluate(1);
        assertThat(told).containsExactly("fired error_rate");
        evaluate(300);
        assertThat(told).containsExactly("fired error_rate", "cleared error_rate");
    }

    @Test
    void what_callers_do_wrong_and_limits_hold_back_is_no_error_of_ours() {
        answered("send_order", 50, Duration.ZERO, ErrorCode.INVALID_ORDER);
        answered("send_order", 50, Duration.ZERO, ErrorCode.RISK_REJECTED);
        answered("send_order", 50, Duration.ZERO, ErrorCode.KILL_SWITCH_ENGAGED);
        for (int i = 0; i < 50; i++) {
            counts.order(OrderFate.DENIED);
        }
        evaluate(5);
        assertThat(told).isEmpty();
    }

    @Test
    void more_than_one_percent_of_failed_orders_within_five_minutes() {
        for (int i = 0; i < 99; i++) {
            counts.order(OrderFate.ACCEPTED);
        }
        counts.order(OrderFate.REJECTED);
        evaluate(1);
        assertThat(told).isEmpty();
        counts.order(OrderFate.UNKNOWN);
        evaluate(1);
        assertThat(told).containsExactly("fired failed_orders");
        evaluate(300);
        assertThat(told).containsExactly("fired failed_orders", "cleared failed_orders");
    }

    @Test
    void a_position_mismatch_and_an_unknown_order() {
        standing = new Standing(2, List.of("The account A holds 3, by our fills 2."), false);
        evaluate(3);
        assertThat(told).containsExactly("fired position_mismatch", "fired unknown_order");
        assertThat(alerts.firing())
                .extracting(Alert::sentence)
                .containsExactly(
                        "The account A holds 3, by our fills 2.",
                        "Of 2 orders nobody knows whether it is in the market.");
        standing = SOUND;
        evaluate(1);
        assertThat(told).endsWith("cleared position_mismatch", "cleared unknown_order");
        assertThat(alerts.firing()).isEmpty();
    }

    @Test
    void silence_of_ticks_counts_only_while_ticks_are_expected() {
        evaluate(300);
        standing = new Standing(0, List.of(), true);
        evaluate(60);
        assertThat(told).isEmpty();
        evaluate(1);
        assertThat(told).containsExactly("fired tick_silence");
        assertThat(evaluator.silence()).isEqualTo(Duration.ofSeconds(61));
        counts.tick();
        evaluate(1);
        assertThat(told).containsExactly("fired tick_silence", "cleared tick_silence");
        evaluate(61);
        assertThat(told).hasSize(3);
        standing = SOUND;
        evaluate(1);
        assertThat(told).as("the market has closed").hasSize(4).endsWith("cleared tick_silence");
    }

    @Test
    void a_gateway_that_does_not_answer_for_ten_seconds() {
        GatewayLiveness gateway = new GatewayLiveness(clock, alerts);
        clock.advance(Duration.ofSeconds(10));
        gateway.poll(false);
        assertThat(told).isEmpty();
        clock.advance(SECOND);
        gateway.poll(false);
        gateway.poll(false);
        assertThat(told).containsExactly("fired gateway_down");
        gateway.poll(true);
        assertThat(told).containsExactly("fired gateway_down", "cleared gateway_down");
    }
}

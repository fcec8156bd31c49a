package dev.aftm.interactor.port.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.port.monitor.GatewayMetrics.OrderFate;
import dev.aftm.interactor.port.monitor.GatewayMetrics.Stage;
import org.junit.jupiter.api.Test;

final class GatewayMetricsTest {

    @Test
    void both_receivers_get_every_measurement() {
        RecordedMetrics one = new RecordedMetrics();
        RecordedMetrics other = new RecordedMetrics();
        GatewayMetrics both = GatewayMetrics.both(one, other);
        both.answered("health_check", 5, ErrorCode.GATEWAY_BUSY);
        both.stage(Stage.QUEUE, 6);
        both.committed(7);
        both.order(OrderFate.ACCEPTED);
        both.tick();
        both.traffic(8, 9);
        assertThat(one.told())
                .containsExactly(
                        "answered health_check 5 GATEWAY_BUSY",
                        "QUEUE 6",
                        "committed 7",
                        "order ACCEPTED",
                        "tick",
                        "traffic 8 9");
        assertThat(other.told()).isEqualTo(one.told());
    }

    @Test
    void a_denied_order_is_not_a_failure() {
        assertThat(OrderFate.values())
                .filteredOn(OrderFate::isFailure)
                .containsExactly(OrderFate.REJECTED, OrderFate.NOT_SENT, OrderFate.UNKNOWN);
    }
}

package dev.aftm.infrastructure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.port.monitor.GatewayMetrics.OrderFate;
import dev.aftm.interactor.port.monitor.GatewayMetrics.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrometheusMetricsTest {

    @Test
    void recorded_values_appear_in_the_scrape() {
        try (PrometheusMetrics metrics = new PrometheusMetrics()) {
            metrics.expect(List.of("send_order", "get_account"));
            metrics.answered("send_order", Duration.ofMillis(120).toNanos(), null);
            metrics.answered("send_order", Duration.ofMillis(80).toNanos(), ErrorCode.EXCHANGE_TIMEOUT);
            metrics.answered("send_order", Duration.ofMillis(1).toNanos(), ErrorCode.INVALID_ORDER);
            metrics.stage(Stage.RISK, 1_000);
            metrics.committed(200_000);
            metrics.order(OrderFate.UNKNOWN);
            metrics.tick();
            metrics.traffic(250, 100);
            assertThat(metrics.scrape())
                    .contains("aftm_request_seconds_bucket{operation=\"send_order\",le=\"0.1\"} 2")
                    .contains("aftm_request_seconds_count{operation=\"send_order\"} 3")
                    .contains("aftm_request_seconds_count{operation=\"get_account\"} 0")
                    .contains("aftm_request_failures_total{operation=\"send_order\"} 1.0")
                    .contains("aftm_request_failures_total{operation=\"get_account\"} 0.0")
                    .contains("aftm_request_errors_total{code=\"EXCHANGE_TIMEOUT\",operation=\"send_order\","
                            + "trouble=\"timeout\"} 1.0")
                    .contains("aftm_request_errors_total{code=\"INVALID_ORDER\",operation=\"send_order\","
                            + "trouble=\"client\"} 1.0")
                    .contains("aftm_request_recent_seconds{operation=\"send_order\",quantile=\"0.99\"} 0.12")
                    .contains("aftm_order_stage_seconds_count{stage=\"risk\"} 1")
                    .contains("aftm_order_stage_seconds_count{stage=\"exchange\"} 0")
                    .contains("aftm_journal_commit_seconds_count 1")
                    .contains("aftm_orders_total{fate=\"unknown\"} 1.0")
                    .contains("aftm_ticks_published_total 1.0")
                    .contains("aftm_network_bytes_total{direction=\"received\"} 250.0")
                    .contains("jvm_memory_used_bytes{")
                    .contains("process=\"gateway\"");
        }
    }
}

package dev.aftm.interactor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.GatewayHealth.OperationLatency;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class OperationStatisticsTest {

    @Test
    void percentiles_cover_the_last_requests() {
        OperationStatistics statistics = new OperationStatistics();
        for (int i = 0; i < 5000; i++) {
            statistics.record("old", TimeUnit.SECONDS.toNanos(1), true);
        }
        for (int micros = 1; micros <= 1024; micros++) {
            statistics.record("old", TimeUnit.MICROSECONDS.toNanos(micros), false);
        }
        assertThat(statistics.latencies()).containsExactly(new OperationLatency("old", 6024, 5000, 512, 973, 1014));
    }
}

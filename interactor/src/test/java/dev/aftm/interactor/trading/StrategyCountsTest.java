package dev.aftm.interactor.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.publication.SequencedTick;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StrategyCountsTest {

    private final StrategyCounts counts = new StrategyCounts();

    private void tick(String feed, String item, long sequence) {
        counts.tick(new SequencedTick(
                feed, sequence, sequence, false, new Tick(item, Instant.EPOCH, BigDecimal.valueOf(100), 1)));
    }

    @Test
    void a_gap_counts_within_a_feed_and_an_instrument() {
        tick("f", "A", 1);
        tick("f", "B", 1);
        tick("f", "A", 2);
        tick("f", "A", 6);
        tick("f", "B", 2);
        assertThat(counts.missed()).isEqualTo(3);
        assertThat(counts.ticks()).isEqualTo(5);
    }

    @Test
    void repeated_ticks_and_a_new_feed_are_not_gaps() {
        tick("f", "A", 5);
        tick("f", "A", 5);
        tick("f", "A", 6);
        tick("g", "A", 900);
        assertThat(counts.missed()).isZero();
    }
}

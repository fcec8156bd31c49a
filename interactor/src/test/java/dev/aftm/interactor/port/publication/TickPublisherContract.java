package dev.aftm.interactor.port.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ticks that a subscriber receives if it was connected from the start. */
public interface TickPublisherContract {

    /** The publisher under test, with a connected subscriber. */
    TickPublisher publisher();

    /** Waits, for a bounded time, until this many ticks were received, and returns them. */
    List<SequencedTick> heard(int count);

    @Test
    @Timeout(60)
    default void flushed_ticks_arrive_in_order_across_instruments() {
        List<SequencedTick> ticks = new ArrayList<>();
        for (int position = 1; position <= 600; position++) {
            String item = position % 200 < 3 ? "MXFH1" : "TXFH1";
            Tick tick = new Tick(
                    item,
                    Instant.ofEpochMilli(1_627_261_200_000L + position),
                    BigDecimal.valueOf(17_300 + position),
                    1);
            ticks.add(new SequencedTick("feed", position, position, position % 2 == 0, tick));
        }
        ticks.forEach(publisher()::publish);
        publisher().flush();
        assertThat(heard(600)).isEqualTo(ticks);
    }

    @Test
    @Timeout(60)
    default void a_tick_published_again_is_received_again() {
        SequencedTick tick = new SequencedTick("feed", 1, 1, true, new Tick("TXFH1", Instant.EPOCH, BigDecimal.TEN, 0));
        publisher().publish(tick);
        publisher().flush();
        publisher().flush();
        publisher().publish(tick);
        publisher().flush();
        assertThat(heard(2)).containsExactly(tick, tick);
    }
}

package dev.aftm.interactor.port.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener that was there from the beginning hears. */
public interface TickPublisherContract {

    /** The publisher under test, to which somebody listens already. */
    TickPublisher publisher();

    /** What was heard, once so many have been; waits for a bounded time. */
    List<SequencedTick> heard(int count);

    @Test
    @Timeout(60)
    default void every_tick_is_heard_once_flushed_in_order_whatever_its_instrument() {
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
    default void a_tick_that_is_published_again_is_heard_again() {
        SequencedTick tick = new SequencedTick("feed", 1, 1, true, new Tick("TXFH1", Instant.EPOCH, BigDecimal.TEN, 0));
        publisher().publish(tick);
        publisher().flush();
        publisher().flush();
        publisher().publish(tick);
        publisher().flush();
        assertThat(heard(2)).containsExactly(tick, tick);
    }
}

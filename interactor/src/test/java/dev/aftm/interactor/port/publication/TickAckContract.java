package dev.aftm.interactor.port.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What arrives of a confirmation, which nobody answers. */
public interface TickAckContract {

    TickAck tickAck();

    /** What has arrived, once so many have; each as "feed position signals". Waits for a bounded time. */
    List<String> confirmed(int count);

    @Test
    @Timeout(60)
    default void confirmations_arrive_in_order_with_their_numbers_also_those_that_are_made_again() {
        tickAck().confirm("feed-1", 1, 0);
        tickAck().confirm("feed-1", 2, 3);
        tickAck().confirm("feed-1", 2, 3);
        tickAck().confirm("feed-2", Long.MAX_VALUE, 0);
        assertThat(confirmed(4))
                .containsExactly("feed-1 1 0", "feed-1 2 3", "feed-1 2 3", "feed-2 " + Long.MAX_VALUE + " 0");
    }
}

package dev.aftm.interactor.port.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The confirmations that the gateway receives. */
public interface TickAckReceiverContract {

    TickAckReceiver tickAck();

    /** Waits, for a bounded time, until this many have arrived, and returns them as "feed position signals". */
    List<String> confirmed(int count);

    @Test
    @Timeout(60)
    default void confirmations_arrive_in_order_including_repeated_ones() {
        tickAck().confirm("feed-1", 1, 0);
        tickAck().confirm("feed-1", 2, 3);
        tickAck().confirm("feed-1", 2, 3);
        tickAck().confirm("feed-2", Long.MAX_VALUE, 0);
        assertThat(confirmed(4))
                .containsExactly("feed-1 1 0", "feed-1 2 3", "feed-1 2 3", "feed-2 " + Long.MAX_VALUE + " 0");
    }
}

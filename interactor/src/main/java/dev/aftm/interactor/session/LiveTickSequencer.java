package dev.aftm.interactor.session;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.publication.SequencedTick;
import dev.aftm.interactor.port.publication.TickPublisher;
import java.util.HashMap;
import java.util.Map;

/** Numbers and publishes the ticks of a real market. Used by the execution thread. */
public final class LiveTickSequencer {

    private final String feedId;
    private final TickPublisher publisher;
    private final Map<String, Long> sequences = new HashMap<>();
    private long position;

    /** @param feedId identifies this feed; must be new whenever numbering starts again */
    public LiveTickSequencer(String feedId, TickPublisher publisher) {
        this.feedId = feedId;
        this.publisher = publisher;
    }

    /** Publishes a tick that needs no confirmation. */
    public void publish(Tick tick) {
        long sequence = sequences.merge(tick.itemCode(), 1L, Long::sum);
        publisher.publish(new SequencedTick(feedId, sequence, ++position, false, tick));
        publisher.flush();
    }
}

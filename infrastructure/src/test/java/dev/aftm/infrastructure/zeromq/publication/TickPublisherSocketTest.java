package dev.aftm.infrastructure.zeromq.publication;

import dev.aftm.domain.market.Tick;
import dev.aftm.infrastructure.zeromq.codec.TickWire;
import dev.aftm.interactor.port.publication.SequencedTick;
import dev.aftm.interactor.port.publication.TickPublisher;
import dev.aftm.interactor.port.publication.TickPublisherContract;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class TickPublisherSocketTest implements TickPublisherContract {

    private static final String BEFORE = "before";

    private final TickPublisherSocket publisher = new TickPublisherSocket("tcp://127.0.0.1:*");
    private final Listener listener = new Listener(publisher.address(), TickWire.TOPIC_PREFIX);

    @BeforeEach
    void listen() throws TimeoutException {
        Tick tick = new Tick("TXFH1", Instant.EPOCH, BigDecimal.ONE, 1);
        listener.begin(() -> {
            publisher.publish(new SequencedTick(BEFORE, 1, 1, false, tick));
            publisher.flush();
        });
    }

    @AfterEach
    void close() {
        listener.close();
        publisher.close();
    }

    @Override
    public TickPublisher publisher() {
        return publisher;
    }

    @Override
    public List<SequencedTick> heard(int count) {
        List<SequencedTick> ticks = new ArrayList<>();
        listener.hear(body -> {
            TickWire.read(body).stream()
                    .filter(tick -> !tick.feedId().equals(BEFORE))
                    .forEach(ticks::add);
            return ticks.size() >= count;
        });
        return ticks;
    }
}

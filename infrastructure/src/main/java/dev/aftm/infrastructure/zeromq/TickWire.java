package dev.aftm.infrastructure.zeromq;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.NumberedTick;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/** A tick as it is published: {@code time} in milliseconds since 1970, {@code confirm} where the tape waits. */
record TickWire(
        String feed,
        long sequence,
        long position,
        String itemCode,
        long time,
        BigDecimal price,
        int quantity,
        boolean confirm) {

    TickWire {
        Objects.requireNonNull(feed, "feed");
        Objects.requireNonNull(itemCode, "item_code");
        Objects.requireNonNull(price, "price");
    }

    static final String TOPIC_PREFIX = "TICK.";

    static TickWire of(NumberedTick numbered) {
        Tick tick = numbered.tick();
        return new TickWire(
                numbered.feedId(),
                numbered.sequence(),
                numbered.position(),
                tick.itemCode(),
                tick.time().toEpochMilli(),
                tick.price(),
                tick.quantity(),
                numbered.awaitsConfirmation());
    }

    /** The trailing dot keeps a subscription to one item from matching a longer one. */
    static byte[] topic(String itemCode) {
        return (TOPIC_PREFIX + itemCode + ".").getBytes(StandardCharsets.UTF_8);
    }

    NumberedTick numbered() {
        return new NumberedTick(
                feed, sequence, position, confirm, new Tick(itemCode, Instant.ofEpochMilli(time), price, quantity));
    }
}

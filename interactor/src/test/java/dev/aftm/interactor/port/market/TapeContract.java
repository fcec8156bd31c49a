package dev.aftm.interactor.port.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Tick;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The behaviour of every tape. */
public interface TapeContract {

    /** A tape with at least a few ticks, at its start. */
    Tape tape();

    @Test
    default void ticks_are_in_chronological_order_and_end_with_null() {
        try (Tape tape = tape()) {
            Instant before = Instant.MIN;
            int count = 0;
            for (Tick tick = tape.next(); tick != null; tick = tape.next()) {
                assertThat(tick.time()).isAfterOrEqualTo(before);
                assertThat(tick.price()).isPositive();
                assertThat(tick.quantity()).isPositive();
                before = tick.time();
                count++;
            }
            assertThat(count).isGreaterThan(1);
            assertThat(tape.next()).as("after the end").isNull();
        }
    }

    @Test
    default void it_can_be_closed_before_its_end() {
        Tape tape = tape();
        assertThat(tape.next()).isNotNull();
        tape.close();
        tape.close();
    }
}

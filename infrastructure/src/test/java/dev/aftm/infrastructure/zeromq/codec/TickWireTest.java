package dev.aftm.infrastructure.zeromq.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.publication.SequencedTick;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

final class TickWireTest {

    private static SequencedTick tick(Random random) {
        return new SequencedTick(
                "feed-" + random.nextInt(3),
                random.nextLong(1, Long.MAX_VALUE),
                random.nextLong(1, Long.MAX_VALUE),
                random.nextBoolean(),
                new Tick(
                        "TXFH1",
                        Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)),
                        BigDecimal.valueOf(1 + random.nextInt(200_000_000), random.nextInt(5)),
                        1 + random.nextInt(1_000)));
    }

    @Test
    void ticks_survive_a_round_trip() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            List<SequencedTick> ticks = new ArrayList<>();
            for (int i = random.nextInt(150); i >= 0; i--) {
                ticks.add(tick(random));
            }
            assertThat(TickWire.read(TickWire.write(ticks))).isEqualTo(ticks);
        }
    }

    @Test
    void a_single_tick_is_an_object() {
        SequencedTick tick = new SequencedTick(
                "f", 7, 8, true, new Tick("TXFH1", Instant.ofEpochMilli(9), new BigDecimal("17300.5"), 2));
        assertThat(new String(TickWire.write(List.of(tick)), StandardCharsets.UTF_8))
                .isEqualTo("{\"feed\":\"f\",\"sequence\":7,\"position\":8,\"item_code\":\"TXFH1\",\"time\":9,"
                        + "\"price\":17300.5,\"quantity\":2,\"confirm\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "[7]",
                "[{}]",
                "{\"feed\":\"f\",\"sequence\":7}",
                "{\"feed\":1,\"sequence\":7,\"position\":8,\"item_code\":\"T\",\"time\":9,\"price\":1,\"quantity\":2,\"confirm\":true}",
                "{\"feed\":\"f\",\"sequence\":7.5,\"position\":8,\"item_code\":\"T\",\"time\":9,\"price\":1,\"quantity\":2,\"confirm\":true}",
                "{\"feed\":\"f\",\"sequence\":7,\"position\":8,\"item_code\":\"T\",\"time\":9,\"price\":\"1\",\"quantity\":2,\"confirm\":true}",
                "{\"feed\":\"f\",\"sequence\":7,\"position\":8,\"item_code\":\"T\",\"time\":9,\"price\":1,\"quantity\":9999999999,\"confirm\":true}",
                "{\"feed\":\"f\",\"sequence\":7,\"position\":8,\"item_code\":\"T\",\"time\":9,\"price\":1,\"quantity\":2,\"confirm\":true} x",
            })
    void a_message_that_is_not_a_tick_is_rejected(String message) {
        assertThatThrownBy(() -> TickWire.read(message.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class, JacksonException.class);
    }

    @Test
    void unknown_fields_are_ignored() {
        String message =
                "[{\"new\":{\"a\":[1,2]},\"feed\":\"f\",\"sequence\":7,\"position\":8,\"item_code\":\"T\",\"time\":9,"
                        + "\"price\":1,\"quantity\":2,\"confirm\":true}]";
        assertThat(TickWire.read(message.getBytes(StandardCharsets.UTF_8))).hasSize(1);
    }
}

package dev.aftm.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TickTest {

    @Test
    void a_tick_of_less_than_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tick("TXFH1", Instant.EPOCH, BigDecimal.ONE, -1))
                .withMessage("A tick's quantity is 0 or more, not -1.");
        assertThat(new Tick("TXFH1", Instant.EPOCH, BigDecimal.ONE, 0).quantity())
                .as("the exchange does not always say")
                .isZero();
    }

    @Test
    void an_instrument_whose_point_is_worth_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Instrument("TXFH1", BigDecimal.ZERO))
                .withMessage("A contract multiplier is above 0, not 0.");
    }
}

package dev.aftm.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TickTest {

    @Test
    void a_negative_quantity_is_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tick("TXFH1", Instant.EPOCH, BigDecimal.ONE, -1))
                .withMessage("A tick's quantity must be 0 or more, not -1.");
        assertThat(new Tick("TXFH1", Instant.EPOCH, BigDecimal.ONE, 0).quantity())
                .as("the exchange does not always report it")
                .isZero();
    }

    @Test
    void a_multiplier_of_0_is_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Instrument("TXFH1", BigDecimal.ZERO))
                .withMessage("A contract multiplier must be above 0, not 0.");
    }
}

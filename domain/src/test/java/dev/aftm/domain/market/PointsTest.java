package dev.aftm.domain.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PointsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.0000",
                "0.00000000",
                "17300",
                "17300.25",
                "999999999.9999",
                "1.7E+4",
                "-15",
                "0E-13",
                "0E+13"
            })
    void numbers_with_up_to_9_digits_and_4_decimals_are_plain(String number) {
        assertThat(Points.isPlain(new BigDecimal(number))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000000000",
                "0.00001",
                "1E+999999999",
                "1E-999999999",
                "0E-99999999",
                "0E+99999999",
                "0E-14",
                "0E+14"
            })
    void too_many_digits_or_a_huge_scale_is_not_plain(String number) {
        assertThat(Points.isPlain(new BigDecimal(number))).isFalse();
    }

    @Test
    void equal_prices_normalize_to_the_same_text() {
        assertThat(Points.normalized(new BigDecimal("1.73E+4"))).hasToString("17300");
        assertThat(Points.normalized(new BigDecimal("17300.50"))).hasToString("17300.5");
        assertThat(Points.normalized(new BigDecimal("0.00"))).hasToString("0");
    }
}

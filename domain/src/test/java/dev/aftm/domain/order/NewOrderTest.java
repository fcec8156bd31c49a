package dev.aftm.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NewOrderTest {

    private static NewOrder limit(String price) {
        return order(OrderType.LIMIT, price, 1, TimeInForce.ROD, "");
    }

    private static NewOrder order(OrderType type, String price, int quantity, TimeInForce time, String note) {
        return new NewOrder(
                "TXFH1", Side.BUY, type, new BigDecimal(price), quantity, PositionEffect.AUTO, false, time, note);
    }

    @Test
    void equal_prices_in_any_notation_make_equal_orders() {
        assertThat(limit("17300")).isEqualTo(limit("17300.00")).isEqualTo(limit("1.73E4"));
        assertThat(limit("1.73E4").price()).hasToString("17300");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.00001", "1234567890", "1E+9", "1E-5"})
    void an_impossible_limit_price_is_rejected(String price) {
        assertThatExceptionOfType(InvalidNewOrderException.class)
                .isThrownBy(() -> limit(price))
                .withMessageStartingWith("price must ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+999999999", "1E-999999999", "9E+2147483647"})
    void a_number_with_a_huge_exponent_is_rejected_at_once(String price) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatExceptionOfType(InvalidNewOrderException.class).isThrownBy(() -> limit(price)));
    }

    @Test
    void a_market_order_has_no_price_and_cannot_rest() {
        assertThatExceptionOfType(InvalidNewOrderException.class)
                .isThrownBy(() -> order(OrderType.MARKET, "1", 1, TimeInForce.IOC, ""))
                .withMessage("price must be 0 for a market order.");
        assertThatExceptionOfType(InvalidNewOrderException.class)
                .isThrownBy(() -> order(OrderType.MARKET_WITH_PROTECTION, "0", 1, TimeInForce.ROD, ""))
                .withMessageStartingWith("time_in_force must be IOC or FOK for a market order");
    }

    @Test
    void a_quantity_of_0_is_rejected() {
        assertThatExceptionOfType(InvalidNewOrderException.class)
                .isThrownBy(() -> order(OrderType.LIMIT, "1", 0, TimeInForce.ROD, ""))
                .withMessage("quantity must be a whole number of 1 or more.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u0000", "\u007f", "\u009b31m", "\ud800"})
    void a_note_with_control_characters_is_rejected(String note) {
        assertThatExceptionOfType(InvalidNewOrderException.class)
                .isThrownBy(() -> order(OrderType.LIMIT, "1", 1, TimeInForce.ROD, note))
                .withMessage("note must not contain control characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TXFH1_", "TX FH1", "123456789012345678901", "期貨", "/", ":", "@", "[", "`", "{"})
    void an_invalid_item_code_is_rejected(String code) {
        assertThat(NewOrder.isCode(code)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TXFH1-I1", "AZaz09-", "12345678901234567890"})
    void a_valid_item_code_is_accepted(String code) {
        assertThat(NewOrder.isCode(code)).isTrue();
    }

    @Test
    void a_chinese_note_is_accepted() {
        assertThat(order(OrderType.LIMIT, "1", 1, TimeInForce.ROD, "台指期 測試").note())
                .isEqualTo("台指期 測試");
    }
}

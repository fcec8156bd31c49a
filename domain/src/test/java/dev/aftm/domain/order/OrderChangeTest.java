package dev.aftm.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What can be wished for an order that was sent. */
final class OrderChangeTest {

    private static void assertRefused(
            @Nullable String targetId,
            @Nullable String serial,
            @Nullable String price,
            @Nullable Integer quantity,
            String sentence) {
        assertThatExceptionOfType(InvalidNewOrderException.class)
                .isThrownBy(
                        () -> new OrderChange(targetId, serial, price == null ? null : new BigDecimal(price), quantity))
                .withMessageContaining(sentence);
    }

    @Test
    void the_order_is_named_by_its_id_or_by_its_number_and_not_by_both() {
        assertRefused(null, null, null, 1, "Either target_request_id or order_serial must name the order");
        assertRefused("order-01", "000001", null, 1, "Either target_request_id or order_serial must name the order");
        assertRefused(null, "no number!", null, 1, "order_serial must be 1 to 20 letters, digits or hyphens.");
        assertThat(OrderChange.cancel("order-01").target()).isEqualTo("order-01");
        assertThat(new OrderChange(null, "000001", null, null).target()).isEqualTo("number 000001");
    }

    @Test
    void a_new_price_is_above_0_and_equal_however_it_is_spelled() {
        assertRefused("order-01", null, "0", null, "price must be above 0");
        assertRefused("order-01", null, "-1", null, "price must be above 0");
        assertRefused("order-01", null, "1E+40", null, "price must be above 0");
        assertThat(new OrderChange("order-01", null, new BigDecimal("17300.00"), null))
                .isEqualTo(new OrderChange("order-01", null, new BigDecimal("1.73E4"), null));
        assertThat(new OrderChange("order-01", null, new BigDecimal("0.5"), null).price())
                .isEqualByComparingTo("0.5");
    }

    @Test
    void a_new_quantity_is_1_or_more() {
        assertRefused("order-01", null, null, 0, "quantity must be a whole number of 1 or more.");
        assertThat(new OrderChange("order-01", null, null, 1).quantity()).isEqualTo(1);
    }

    @Test
    void a_wish_for_nothing_is_one_to_cancel() {
        assertThat(OrderChange.cancel("order-01").isCancel()).isTrue();
        assertThat(new OrderChange("order-01", null, BigDecimal.TEN, null).isCancel())
                .isFalse();
        assertThat(new OrderChange("order-01", null, null, 1).isCancel()).isFalse();
    }
}

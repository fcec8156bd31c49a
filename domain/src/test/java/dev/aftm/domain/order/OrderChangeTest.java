package dev.aftm.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OrderChangeTest {

    private static void assertRejected(
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
    void an_order_is_named_by_id_or_number_but_not_both() {
        assertRejected(null, null, null, 1, "Name the order by either target_request_id or order_serial");
        assertRejected("order-01", "000001", null, 1, "Name the order by either target_request_id or order_serial");
        assertRejected(null, "no number!", null, 1, "order_serial must be 1 to 20 letters, digits or hyphens.");
        assertThat(OrderChange.cancel("order-01").target()).isEqualTo("order-01");
        assertThat(new OrderChange(null, "000001", null, null).target()).isEqualTo("number 000001");
    }

    @Test
    void a_new_price_must_be_above_0_and_is_normalized() {
        assertRejected("order-01", null, "0", null, "price must be above 0");
        assertRejected("order-01", null, "-1", null, "price must be above 0");
        assertRejected("order-01", null, "1E+40", null, "price must be above 0");
        assertThat(new OrderChange("order-01", null, new BigDecimal("17300.00"), null))
                .isEqualTo(new OrderChange("order-01", null, new BigDecimal("1.73E4"), null));
        assertThat(new OrderChange("order-01", null, new BigDecimal("0.5"), null).price())
                .isEqualByComparingTo("0.5");
    }

    @Test
    void a_new_quantity_must_be_1_or_more() {
        assertRejected("order-01", null, null, 0, "quantity must be a whole number of 1 or more.");
        assertThat(new OrderChange("order-01", null, null, 1).quantity()).isEqualTo(1);
    }

    @Test
    void without_price_and_quantity_it_is_a_cancel() {
        assertThat(OrderChange.cancel("order-01").isCancel()).isTrue();
        assertThat(new OrderChange("order-01", null, BigDecimal.TEN, null).isCancel())
                .isFalse();
        assertThat(new OrderChange("order-01", null, null, 1).isCancel()).isFalse();
    }
}

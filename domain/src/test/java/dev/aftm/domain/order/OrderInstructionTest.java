package dev.aftm.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OrderInstructionTest {

    private static final OrderReference ORDER = new OrderReference.ByRequestId("order-01");

    private static void assertImpossible(@Nullable String price, @Nullable Integer quantity, String why) {
        assertThatExceptionOfType(InvalidNewOrderException.class)
                .isThrownBy(() -> new ReplaceOrder(ORDER, price == null ? null : new BigDecimal(price), quantity))
                .withMessageContaining(why);
    }

    @Test
    void an_order_is_named_by_exactly_one_of_id_and_number() {
        assertThat(OrderReference.of("order-01", null)).isEqualTo(ORDER).hasToString("order-01");
        assertThat(OrderReference.of(null, "000001")).hasToString("number 000001");
        assertThat(ORDER.asRequestId()).contains("order-01");
        assertThat(ORDER.asSerial()).isEmpty();
        assertThat(new OrderReference.BySerial("000001").asSerial()).contains("000001");
        for (String both : new String[] {"order-01", null}) {
            assertThatExceptionOfType(InvalidNewOrderException.class)
                    .isThrownBy(() -> OrderReference.of(both, both))
                    .withMessageContaining("either target_request_id or order_serial");
        }
        assertThatExceptionOfType(InvalidNewOrderException.class)
                .isThrownBy(() -> new OrderReference.BySerial("no such number"))
                .withMessageContaining("order_serial");
    }

    @Test
    void an_impossible_replacement_is_rejected_with_the_reason() {
        assertImpossible(null, null, "a price, a quantity, or both");
        assertImpossible("0", null, "price must be above 0");
        assertImpossible("17300.00001", null, "price must be above 0");
        assertImpossible(null, 0, "quantity must be a whole number of 1 or more");
    }

    @Test
    void equal_prices_make_equal_replacements() {
        assertThat(new ReplaceOrder(ORDER, new BigDecimal("17300.00"), null))
                .isEqualTo(new ReplaceOrder(ORDER, new BigDecimal("1.73E4"), null));
        assertThat(new ReplaceOrder(ORDER, new BigDecimal("0.5"), null).price()).isEqualByComparingTo("0.5");
        assertThat(new ReplaceOrder(ORDER, null, 1).quantity()).isEqualTo(1);
    }

    @Test
    void every_kind_of_instruction_is_handled() {
        assertThat(new CancelOrder(ORDER).<String>map(order -> "new", cancel -> "cancel", replacement -> "replace"))
                .isEqualTo("cancel");
        assertThat(new ReplaceOrder(ORDER, null, 1)
                        .<String>map(order -> "new", cancel -> "cancel", replacement -> "replace"))
                .isEqualTo("replace");
    }
}

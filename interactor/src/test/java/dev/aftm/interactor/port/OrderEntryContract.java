package dev.aftm.interactor.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OpenClose;
import dev.aftm.domain.order.OrderIntent;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.interactor.gateway.Orders;
import dev.aftm.interactor.port.OrderEntry.Answer;
import dev.aftm.interactor.port.OrderEntry.TaggedOrder;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What every exchange does with orders. The exchange under test lists TXFH1 and is not logged in yet. */
public interface OrderEntryContract {

    /** Order entry of the exchange under test, the same throughout one test. */
    OrderEntry orderEntry();

    /** Its session. */
    ExchangeSession session();

    private static TaggedOrder tagged(String tag, OrderIntent order) {
        return new TaggedOrder(tag, Orders.ACCOUNT, order);
    }

    @Test
    default void nothing_is_sent_without_a_session() {
        assertThat(session().state()).isEqualTo(ExchangeSession.State.LOGGED_OUT);
        assertThat(orderEntry().send(tagged("tag-1", Orders.buy(1)))).isInstanceOf(Answer.NotSent.class);
    }

    @Test
    default void each_order_that_is_taken_gets_a_number_of_its_own() {
        session().login();
        assertThat(session().state()).isEqualTo(ExchangeSession.State.LOGGED_IN);
        Answer first = orderEntry().send(tagged("tag-1", Orders.buy(1)));
        Answer second = orderEntry().send(tagged("tag-2", Orders.buy(1)));
        assertThat(first).isInstanceOf(Answer.Accepted.class);
        assertThat(((Answer.Accepted) first).orderSerial()).isNotBlank();
        assertThat(second).isInstanceOf(Answer.Accepted.class).isNotEqualTo(first);
    }

    @Test
    default void limit_orders_and_every_time_in_force_are_taken() {
        session().login();
        for (TimeInForce time : TimeInForce.values()) {
            OrderIntent order = new OrderIntent(
                    "TXFH1", Side.SELL, OrderType.LIMIT, new BigDecimal("17300.25"), 2, OpenClose.OPEN, true, time, "");
            assertThat(orderEntry().send(tagged("tag-" + time, order))).isInstanceOf(Answer.Accepted.class);
        }
    }

    @Test
    default void an_instrument_that_is_not_listed_is_refused_with_a_code_and_a_text() {
        session().login();
        Answer answer = orderEntry().send(tagged("tag-1", Orders.market("NOSUCH", Side.BUY, 1, "")));
        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("PRODUCT");
            assertThat(refused.text()).isNotBlank();
        });
    }

    @Test
    default void the_longest_note_that_fits_is_taken() {
        session().login();
        NoteLimit limit = orderEntry().noteLimit();
        String longest = "x".repeat(limit.maxBytes());
        assertThat(limit.fits(longest)).isTrue();
        assertThat(limit.fits(longest + "x")).isFalse();
        // The longest tag that a journal gives out.
        Answer answer = orderEntry().send(tagged("1234567-zzzzzzzzzzzz", Orders.market("TXFH1", Side.BUY, 1, longest)));
        assertThat(answer).isInstanceOf(Answer.Accepted.class);
    }
}

package dev.aftm.interactor.port.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What every exchange does with orders. The one under test lists TXFH1 and is not logged in yet. */
public interface OrderEntryContract {

    /** The longest tag that a journal gives out. */
    String LONGEST_TAG = "1234567-zzzzzzzzzzzz";

    Instant OPEN = Instant.parse("2021-07-26T00:45:00Z");

    /** The exchange under test, the same throughout one test. */
    Exchange exchange();

    static TaggedOrder tagged(String tag, NewOrder order) {
        return new TaggedOrder(tag, Orders.ACCOUNT, order);
    }

    /** Delivers until something has happened, at most ten seconds. */
    default List<ExchangeEvent> eventsUntil(Predicate<List<ExchangeEvent>> enough) {
        List<ExchangeEvent> events = new ArrayList<>();
        long began = System.nanoTime();
        do {
            exchange().deliver(events::add);
            if (enough.test(events)) {
                return events;
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        } while (System.nanoTime() - began < Duration.ofSeconds(10).toNanos());
        throw new AssertionError("It did not happen: " + events);
    }

    /** Logs in and lets the market stand at 17,300. */
    default void login() {
        exchange().login();
        eventsUntil(events -> exchange().state() == ExchangeSession.State.LOGGED_IN);
        exchange().simulatedMarket().ifPresent(market -> market.openAt(tick("TXFH1", "17300")));
    }

    /** Sends an order that is taken, and returns its number. */
    default String accepted(String tag, NewOrder order) {
        OrderAck answer = exchange().send(tagged(tag, order));
        assertThat(answer).isInstanceOf(OrderAck.Accepted.class);
        return ((OrderAck.Accepted) answer).orderSerial();
    }

    static Tick tick(String item, String price) {
        return new Tick(item, OPEN, new BigDecimal(price), 1);
    }

    static NewOrder limit(Side side, String price, int quantity, TimeInForce time) {
        return new NewOrder(
                "TXFH1",
                side,
                OrderType.LIMIT,
                new BigDecimal(price),
                quantity,
                PositionEffect.AUTO,
                false,
                time,
                "a note");
    }

    @Test
    default void nothing_is_sent_without_a_session() {
        assertThat(exchange().state()).isEqualTo(ExchangeSession.State.LOGGED_OUT);
        assertThat(exchange().send(tagged("tag-1", Orders.buy(1)))).isInstanceOf(OrderAck.NotSent.class);
    }

    @Test
    default void each_order_that_is_taken_gets_a_number_of_its_own() {
        login();
        assertThat(accepted("tag-1", Orders.buy(1))).isNotBlank().isNotEqualTo(accepted("tag-2", Orders.buy(1)));
    }

    @Test
    default void limit_orders_and_every_time_in_force_are_taken() {
        login();
        for (TimeInForce time : TimeInForce.values()) {
            accepted("tag-" + time, limit(Side.SELL, "17300.25", 2, time));
        }
    }

    @Test
    default void the_longest_note_that_fits_is_taken_and_one_that_does_not_is_known_before() {
        login();
        NoteLimit limit = exchange().noteLimit();
        String longest = "x".repeat(limit.maxBytes());
        assertThat(limit.fits(longest)).isTrue();
        assertThat(limit.fits(longest + "x")).isFalse();
        accepted(LONGEST_TAG, Orders.market("TXFH1", Side.BUY, 1, longest));
    }

    @Test
    default void an_instrument_that_is_not_listed_is_refused_with_a_code_and_a_text() {
        login();
        OrderAck answer = exchange().send(tagged("tag-1", Orders.market("NOSUCH", Side.BUY, 1, "")));
        assertThat(answer).isInstanceOfSatisfying(OrderAck.Rejected.class, refused -> {
            assertThat(refused.code()).isEqualTo("PRODUCT");
            assertThat(refused.text()).isNotBlank();
        });
    }
}

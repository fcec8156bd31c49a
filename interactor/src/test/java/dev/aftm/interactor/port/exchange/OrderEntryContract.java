package dev.aftm.interactor.port.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The behaviour of order entry at every exchange. The exchange under test lists TXFH1 and is not logged in yet. */
public interface OrderEntryContract {

    /** The longest tag that a journal makes. */
    String LONGEST_TAG = "installepo-zzzzzzzzzz";

    Instant OPEN = Instant.parse("2021-07-26T00:45:00Z");

    /** The exchange under test; the same during one test. */
    Exchange exchange();

    static TaggedOrder tagged(String tag, NewOrder order) {
        return new TaggedOrder(tag, Orders.ACCOUNT, order);
    }

    /** Delivers events until a condition holds, for at most ten seconds. */
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

    /** Logs in and sets the market price to 17,300. */
    default void login() {
        exchange().login();
        eventsUntil(events -> exchange().state() == ExchangeSession.State.LOGGED_IN);
        exchange().simulatedMarket().ifPresent(market -> market.openAt(tick("TXFH1", "17300")));
    }

    /** Sends an order, asserts that it is accepted, and returns its number. */
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
    default void without_a_session_no_order_is_sent() {
        assertThat(exchange().state()).isEqualTo(ExchangeSession.State.LOGGED_OUT);
        assertThat(exchange().send(tagged("tag-1", Orders.buy(1)))).isInstanceOf(OrderAck.NotSent.class);
    }

    @Test
    default void each_accepted_order_gets_its_own_number() {
        login();
        assertThat(accepted("tag-1", Orders.buy(1))).isNotBlank().isNotEqualTo(accepted("tag-2", Orders.buy(1)));
    }

    @Test
    default void limit_orders_and_every_time_in_force_are_accepted() {
        login();
        for (TimeInForce time : TimeInForce.values()) {
            accepted("tag-" + time, limit(Side.SELL, "17300.25", 2, time));
        }
    }

    @Test
    default void the_longest_note_that_fits_is_accepted() {
        login();
        NoteLimit limit = exchange().noteLimit();
        String longest = "x".repeat(limit.maxBytes());
        assertThat(limit.fits(longest)).isTrue();
        assertThat(limit.fits(longest + "x")).isFalse();
        accepted(LONGEST_TAG, Orders.market("TXFH1", Side.BUY, 1, longest));
    }

    /** An empty list would mean that nothing is open, and positions would be left without protection. */
    @Test
    default void positions_without_a_session_fail_instead_of_being_empty() {
        CompletableFuture<List<PositionInfo>> answer = exchange().openPositions();
        eventsUntil(events -> answer.isDone());
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    default void a_filled_order_appears_in_the_positions() {
        login();
        accepted("tag-1", Orders.buy(2));
        eventsUntil(events -> events.stream().anyMatch(FillReport.class::isInstance));
        CompletableFuture<List<PositionInfo>> answer = exchange().openPositions();
        eventsUntil(events -> answer.isDone());
        assertThat(answer.join()).singleElement().satisfies(position -> {
            assertThat(position.account()).isEqualTo(Orders.ACCOUNT);
            assertThat(position.itemCode()).isEqualTo("TXFH1");
            assertThat(position.quantity()).isEqualTo(2);
        });
    }

    @Test
    default void an_unlisted_instrument_is_rejected_with_code_and_text() {
        login();
        OrderAck answer = exchange().send(tagged("tag-1", Orders.market("NOSUCH", Side.BUY, 1, "")));
        assertThat(answer).isInstanceOfSatisfying(OrderAck.Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo("PRODUCT");
            assertThat(rejected.text()).isNotBlank();
        });
    }
}

package dev.aftm.interactor.port.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderMassStatus;
import dev.aftm.interactor.port.market.SimulatedMarket;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.assertj.core.data.Offset;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/**
 * The behaviour of every simulated exchange, in addition to order entry. The exchange under test lists TXFH1 (200 a point)
 * and MXFH1 (50 a point), accepts any account, has an empty ledger, and is not logged in yet.
 */
public interface ExchangeContract extends OrderEntryContract {

    // ---- helpers ----

    private SimulatedMarket market() {
        return exchange().simulatedMarket().orElseThrow();
    }

    private <T> T answerTo(CompletableFuture<T> question) {
        eventsUntil(events -> question.isDone());
        return question.join();
    }

    private static Predicate<List<ExchangeEvent>> reported(OrderStatus status) {
        return events ->
                events.stream().anyMatch(event -> event instanceof OrderReport report && report.status() == status);
    }

    private static OrderReport lastReport(List<ExchangeEvent> events) {
        return events.stream()
                .filter(OrderReport.class::isInstance)
                .map(OrderReport.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    // ---- session ----

    @Test
    default void without_a_session_orders_and_queries_fail() {
        assertThat(exchange().state()).isEqualTo(ExchangeSession.State.LOGGED_OUT);
        assertThat(exchange().send(OrderEntryContract.tagged("tag-1", Orders.buy(1))))
                .isInstanceOf(OrderAck.NotSent.class);
        assertThat(exchange().cancel(Orders.ACCOUNT, "000001")).isInstanceOf(OrderAck.NotSent.class);
        assertThat(exchange().openPositions()).isCompletedExceptionally();
        assertThat(exchange().find(List.of("tag-1"))).isCompletedExceptionally();
        assertThat(market().orderCount()).isZero();
    }

    @Test
    default void a_login_is_reported_and_lists_the_instruments() {
        exchange().login();
        List<ExchangeEvent> events =
                eventsUntil(seen -> seen.stream().anyMatch(ExchangeEvent.SessionChanged.class::isInstance));
        assertThat(events).isNotEmpty();
        assertThat(exchange().state()).isEqualTo(ExchangeSession.State.LOGGED_IN);
        assertThat(exchange().loginRefusal()).isEmpty();
        assertThat(exchange().accounts()).isEmpty();
        assertThat(exchange().instruments())
                .map(Instrument::itemCode, instrument -> instrument.multiplier().intValueExact())
                .containsExactlyInAnyOrder(Tuple.tuple("TXFH1", 200), Tuple.tuple("MXFH1", 50));
    }

    @Test
    default void after_a_logout_no_order_is_sent_until_the_next_login() {
        login();
        exchange().logout();
        eventsUntil(seen -> exchange().state() == ExchangeSession.State.LOGGED_OUT);
        assertThat(exchange().send(OrderEntryContract.tagged("tag-1", Orders.buy(1))))
                .isInstanceOf(OrderAck.NotSent.class);
        exchange().login();
        eventsUntil(seen -> exchange().state() == ExchangeSession.State.LOGGED_IN);
    }

    @Test
    default void the_trading_day_follows_the_market_time() {
        login();
        assertThat(exchange().tradingDay()).isEqualTo(LocalDate.of(2021, 7, 26));
        market().trade(new Tick("TXFH1", Instant.parse("2021-07-30T07:00:00Z"), BigDecimal.valueOf(17_300), 1));
        assertThat(exchange().tradingDay())
                .as("Monday's trading day starts on Friday at 15:00")
                .isEqualTo(LocalDate.of(2021, 8, 2));
    }

    // ---- orders ----

    @Test
    default void a_rejected_order_is_reported() {
        login();
        exchange().send(OrderEntryContract.tagged("tag-1", Orders.market("NOSUCH", Side.BUY, 1, "")));
        OrderReport report = lastReport(eventsUntil(reported(OrderStatus.REJECTED)));
        assertThat(report.code()).isEqualTo("PRODUCT");
        assertThat(report.text()).isNotBlank();
        assertThat(report.tag()).isEqualTo("tag-1");
    }

    @Test
    default void without_a_price_a_market_order_is_rejected() {
        login();
        assertThat(exchange().send(OrderEntryContract.tagged("tag-1", Orders.market("MXFH1", Side.BUY, 1, ""))))
                .satisfies(rejected("NOPRICE"));
    }

    @Test
    default void a_market_order_is_reported_working_and_then_filled() {
        login();
        String serial = accepted(LONGEST_TAG, Orders.market("TXFH1", Side.BUY, 3, "台指期 許功蓋"));
        List<ExchangeEvent> events = eventsUntil(reported(OrderStatus.FILLED));
        assertThat(events)
                .filteredOn(FillReport.class::isInstance)
                .containsExactly(new FillReport(
                        LocalDate.of(2021, 7, 26),
                        "1",
                        LONGEST_TAG,
                        new Fill(serial, Orders.ACCOUNT, "TXFH1", Side.BUY, 3, BigDecimal.valueOf(17_300), OPEN)));
        OrderReport report = lastReport(events);
        assertThat(report.orderSerial()).isEqualTo(serial);
        assertThat(report.tag()).isEqualTo(LONGEST_TAG);
        assertThat(report.filled()).isEqualTo(3);
        assertThat(report.cancelled()).isZero();
        assertThat(market().fillCount()).isEqualTo(1);
    }

    @Test
    default void a_resting_order_fills_when_a_trade_reaches_its_price() {
        login();
        String serial = accepted("tag-1", OrderEntryContract.limit(Side.BUY, "17290", 1, TimeInForce.ROD));
        accepted("tag-2", OrderEntryContract.limit(Side.BUY, "17290", 1, TimeInForce.IOC));
        accepted("tag-3", OrderEntryContract.limit(Side.BUY, "17290", 1, TimeInForce.FOK));
        market().trade(OrderEntryContract.tick("TXFH1", "17291"));
        market().trade(OrderEntryContract.tick("MXFH1", "17280"));
        assertThat(market().fillCount()).isZero();
        market().trade(OrderEntryContract.tick("TXFH1", "17288"));
        market().trade(OrderEntryContract.tick("TXFH1", "17280"));
        List<ExchangeEvent> events = eventsUntil(reported(OrderStatus.FILLED));
        assertThat(events)
                .filteredOn(FillReport.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    Fill fill = ((FillReport) event).fill();
                    assertThat(fill.orderSerial()).isEqualTo(serial);
                    assertThat(fill.price())
                            .as("the better of limit and trade price")
                            .isEqualByComparingTo("17288");
                });
        assertThat(market().fillCount()).isEqualTo(1);
    }

    @Test
    default void a_working_order_can_be_cancelled_once_by_its_account() {
        login();
        String serial = accepted("tag-1", OrderEntryContract.limit(Side.BUY, "17290", 5, TimeInForce.ROD));
        eventsUntil(reported(OrderStatus.WORKING));
        assertThat(exchange().cancel("OTHER", serial)).isInstanceOf(OrderAck.Rejected.class);
        assertThat(exchange().cancel(Orders.ACCOUNT, "999999")).isNotInstanceOf(OrderAck.Accepted.class);
        assertThat(exchange().cancel(Orders.ACCOUNT, "no number")).isNotInstanceOf(OrderAck.Accepted.class);
        assertThat(exchange().cancel(Orders.ACCOUNT, serial)).isEqualTo(new OrderAck.Accepted(serial));
        OrderReport report = lastReport(eventsUntil(reported(OrderStatus.CANCELLED)));
        assertThat(report.cancelled()).isEqualTo(5);
        assertThat(exchange().cancel(Orders.ACCOUNT, serial)).satisfies(rejected("NOTWORKING"));
        market().trade(OrderEntryContract.tick("TXFH1", "17280"));
        assertThat(market().fillCount()).isZero();
    }

    @Test
    default void a_working_order_can_be_reduced_and_repriced() {
        login();
        String serial = accepted("tag-1", OrderEntryContract.limit(Side.BUY, "17290", 5, TimeInForce.ROD));
        eventsUntil(reported(OrderStatus.WORKING));
        assertThat(exchange().replace(Orders.ACCOUNT, serial, null, 6)).isInstanceOf(OrderAck.Rejected.class);
        assertThat(exchange().replace(Orders.ACCOUNT, serial, null, 0)).isNotInstanceOf(OrderAck.Accepted.class);
        assertThat(exchange().replace(Orders.ACCOUNT, serial, BigDecimal.ZERO, null))
                .isNotInstanceOf(OrderAck.Accepted.class);
        assertThat(exchange().replace(Orders.ACCOUNT, serial, new BigDecimal("17295.5"), 3))
                .isEqualTo(new OrderAck.Accepted(serial));
        OrderReport report = lastReport(eventsUntil(events ->
                events.stream().anyMatch(event -> event instanceof OrderReport changed && changed.cancelled() == 2)));
        assertThat(report.price()).isEqualByComparingTo("17295.5");
        assertThat(report.quantity()).as("quantity as sent").isEqualTo(5);
        assertThat(exchange().replace(Orders.ACCOUNT, serial, BigDecimal.valueOf(17_300), null))
                .as("a limit at the last price fills at once")
                .isEqualTo(new OrderAck.Accepted(serial));
        OrderReport filled = lastReport(eventsUntil(events ->
                events.stream().anyMatch(event -> event instanceof OrderReport changed && changed.filled() == 3)));
        assertThat(filled.cancelled()).isEqualTo(2);
        assertThat(filled.status()).as("the order is no longer working").isNotEqualTo(OrderStatus.WORKING);
    }

    // ---- queries ----

    @Test
    default void an_order_is_found_by_its_tag_with_its_answer() {
        login();
        String serial = accepted("tag-1", Orders.market("TXFH1", Side.SELL, 2, "a note"));
        exchange().send(OrderEntryContract.tagged("tag-2", Orders.market("NOSUCH", Side.BUY, 1, "")));
        OrderMassStatus findings = answerTo(exchange().find(List.of("tag-1", "tag-2", "tag-", "tag-11")));
        assertThat(findings.complete()).isTrue();
        assertThat(findings.coversFrom()).isBefore(LocalDate.of(2021, 7, 26));
        assertThat(findings.orders())
                .hasSize(2)
                .contains(new OrderStatusQuery.OrderStatusReport(
                        "tag-1", Orders.ACCOUNT, "TXFH1", Side.SELL, BigDecimal.ZERO, 2, new OrderAck.Accepted(serial)))
                .anySatisfy(order -> {
                    assertThat(order.tag()).isEqualTo("tag-2");
                    assertThat(order.itemCode()).isEqualTo("NOSUCH");
                    assertThat(order.quantity()).isEqualTo(1);
                    assertThat(order.answer()).satisfies(rejected("PRODUCT"));
                });
    }

    @Test
    default void all_orders_are_listed_with_their_tags() {
        login();
        accepted("tag-1", Orders.market("TXFH1", Side.SELL, 2, "a note"));
        exchange().send(OrderEntryContract.tagged("tag-2", Orders.market("NOSUCH", Side.BUY, 1, "")));
        eventsUntil(reported(OrderStatus.REJECTED));
        CompletableFuture<OrderMassStatus> question = exchange().list();
        eventsUntil(events -> question.isDone() && hasReportsOf(events, "tag-1", "tag-2"));
        assertThat(question.join().orders())
                .extracting(OrderStatusQuery.OrderStatusReport::tag)
                .containsExactlyInAnyOrder("tag-1", "tag-2");
    }

    private static boolean hasReportsOf(List<ExchangeEvent> events, String... tags) {
        return events.stream()
                .filter(OrderReport.class::isInstance)
                .map(event -> ((OrderReport) event).tag())
                .toList()
                .containsAll(List.of(tags));
    }

    /** Asserts a rejection with this code; the text is the exchange's own. */
    private static Consumer<OrderAck> rejected(String code) {
        return answer -> assertThat(answer).isInstanceOfSatisfying(OrderAck.Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo(code);
            assertThat(rejected.text()).isNotBlank();
        });
    }

    @Test
    default void a_queried_order_is_reported_with_its_current_status() {
        login();
        String serial = accepted("tag-1", OrderEntryContract.limit(Side.BUY, "17290", 5, TimeInForce.ROD));
        eventsUntil(reported(OrderStatus.WORKING));
        var unused = exchange().find(List.of("tag-1"));
        OrderReport report = lastReport(eventsUntil(reported(OrderStatus.WORKING)));
        assertThat(report.orderSerial()).isEqualTo(serial);
        assertThat(report.quantity()).isEqualTo(5);
        assertThat(report.price()).isEqualByComparingTo("17290");
    }

    @Test
    default void resting_orders_end_with_the_next_trading_day() {
        login();
        accepted("tag-1", OrderEntryContract.limit(Side.BUY, "17290", 5, TimeInForce.ROD));
        eventsUntil(reported(OrderStatus.WORKING));
        market().trade(new Tick("TXFH1", Instant.parse("2021-07-26T07:00:00Z"), BigDecimal.valueOf(17_000), 1));
        OrderReport report = lastReport(eventsUntil(reported(OrderStatus.CANCELLED)));
        assertThat(report.cancelled()).isEqualTo(5);
        assertThat(market().fillCount()).isZero();
    }

    @Test
    default void fills_are_reported_again_on_request() {
        login();
        accepted("tag-1", Orders.buy(1));
        accepted("tag-2", Orders.buy(2));
        eventsUntil(
                events -> events.stream().filter(FillReport.class::isInstance).count() == 2);
        List<ExchangeEvent> again = new ArrayList<>();
        CompletableFuture<Integer> question = exchange().resendFills();
        again.addAll(eventsUntil(events -> question.isDone()));
        assertThat(question.join()).isEqualTo(2);
        assertThat(again)
                .filteredOn(FillReport.class::isInstance)
                .extracting(event -> ((FillReport) event).number())
                .containsExactly("1", "2");
    }

    @Test
    default void positions_have_average_price_and_unrealized_pnl() {
        login();
        assertThat(answerTo(exchange().openPositions())).isEmpty();
        accepted("tag-1", Orders.market("TXFH1", Side.SELL, 2, ""));
        market().trade(OrderEntryContract.tick("TXFH1", "17310"));
        accepted("tag-2", Orders.market("TXFH1", Side.SELL, 1, ""));
        List<PositionInfo> open = answerTo(exchange().openPositions());
        assertThat(open).singleElement().satisfies(position -> {
            assertThat(position.account()).isEqualTo(Orders.ACCOUNT);
            assertThat(position.quantity()).isEqualTo(-3);
            assertThat(position.averagePrice())
                    .isCloseTo(new BigDecimal("17303.3333"), Offset.offset(new BigDecimal("0.0001")));
            assertThat(position.unrealizedPnl()).isEqualByComparingTo("-4000");
        });
        accepted("tag-3", Orders.market("TXFH1", Side.BUY, 3, ""));
        assertThat(answerTo(exchange().openPositions())).isEmpty();
    }

    @Test
    default void margin_consists_of_deposit_pnl_and_initial_margin() {
        login();
        accepted("tag-1", Orders.market("TXFH1", Side.BUY, 2, ""));
        market().trade(OrderEntryContract.tick("TXFH1", "17310"));
        accepted("tag-2", Orders.market("TXFH1", Side.SELL, 1, ""));
        AccountInfo margin = answerTo(exchange().margin(Orders.ACCOUNT));
        assertThat(margin.account()).isEqualTo(Orders.ACCOUNT);
        assertThat(margin.currency()).isEqualTo("TWD");
        assertThat(margin.balance()).isEqualByComparingTo("10002000");
        assertThat(margin.equity()).isEqualByComparingTo("10004000");
        assertThat(margin.initialMargin()).isEqualByComparingTo("346200");
        assertThat(margin.available()).isEqualByComparingTo("9657800");
    }

    @Test
    default void queries_never_block_the_execution_thread() {
        login();
        CompletableFuture<List<PositionInfo>> first = exchange().openPositions();
        CompletableFuture<AccountInfo> second = exchange().margin(Orders.ACCOUNT);
        eventsUntil(events -> first.isDone() && second.isDone());
        assertThat(first).isCompletedWithValue(List.of());
    }
}

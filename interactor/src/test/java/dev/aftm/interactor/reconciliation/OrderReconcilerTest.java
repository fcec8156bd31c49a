package dev.aftm.interactor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.backtest.EmbeddedGateway;
import dev.aftm.interactor.gateway.error.OrderStateUnknownException;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderMassStatus;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.position.TradeBook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The gateway's orders across restarts, lost reports and trading days, as clients see them. */
final class OrderReconcilerTest {

    private final FakeClock clock = new FakeClock();
    private final FakeExchange exchange = new FakeExchange();
    private final FakeOrderJournal journal = new FakeOrderJournal(clock);
    private EmbeddedGateway gateway = started();

    private EmbeddedGateway started() {
        IntakePolicy policy = IntakePolicy.of(
                Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ZERO, false, Duration.ofSeconds(5));
        return TestWiring.embedded(clock, exchange, journal, new TradeBook(), policy, () -> false, "test");
    }

    private void report(String tag, int filled, int cancelled) {
        exchange.report(new OrderReport(
                "000001",
                tag,
                Orders.ACCOUNT,
                "TXFH1",
                Orders.buy(3).side(),
                FakeExchange.PRICE,
                3,
                filled,
                cancelled,
                OrderStatus.WORKING,
                "",
                "",
                exchange.tradingDay(),
                Instant.EPOCH.plusSeconds(filled + 1L)));
        gateway.step();
    }

    private String sendResting() {
        exchange.behave(order -> new OrderAck.Accepted("000001"));
        gateway.sendOrder(Orders.request("order-01", Orders.buy(3)));
        return journal.entries().get(0).tag();
    }

    /** @return its tag */
    private String sendUnknown(String id, int quantity) {
        exchange.answerLookups(() -> new OrderMassStatus(List.of(), false, LocalDate.MIN));
        exchange.behave(order -> {
            throw new IllegalStateException("The line broke.");
        });
        assertThatExceptionOfType(OrderStateUnknownException.class)
                .isThrownBy(() -> gateway.sendOrder(Orders.request(id, Orders.buy(quantity))));
        return journal.find(new OrderKey(Orders.ACCOUNT, id)).orElseThrow().tag();
    }

    private OrderInfo order() {
        return gateway.getOrder(Orders.ACCOUNT, "order-01");
    }

    @Test
    void a_resting_order_is_tracked_across_a_restart() {
        String tag = sendResting();
        report(tag, 1, 0);
        assertThat(order().status()).isEqualTo(OrderStatus.WORKING);
        clock.advance(Duration.ofMillis(50));
        gateway.step();
        List<OrderEvent> recorded = new ArrayList<>();
        journal.read(0, line -> recorded.add(line.event()));
        assertThat(recorded).hasAtLeastOneElementOfType(OrderEvent.StatusReported.class);
        gateway = started();
        assertThat(order().filled()).isEqualTo(1);
        report(tag, 1, 2);
        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order().cancelled()).isEqualTo(2);
    }

    @Test
    void fills_counted_but_not_reported_are_queried_after_a_while() {
        String tag = sendResting();
        int before = exchange.fillQuestions();
        report(tag, 2, 0);
        assertThat(exchange.fillQuestions()).as("the reports may be late").isEqualTo(before);
        clock.advance(Duration.ofSeconds(2));
        gateway.step();
        assertThat(exchange.fillQuestions()).isEqualTo(before + 1);
        gateway.step();
        assertThat(exchange.fillQuestions()).as("with a pause").isEqualTo(before + 1);
    }

    @Test
    void an_immediate_order_without_reports_is_queried() {
        exchange.behave(order -> new OrderAck.Accepted("000001"));
        gateway.sendOrder(Orders.request("order-01", Orders.market("TXFH1", Side.BUY, 1, "")));
        List<Collection<String>> asked = new ArrayList<>();
        exchange.onLookup(asked::add);
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMillis(1_100));
            gateway.step();
        }
        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(tags -> assertThat(tags)
                        .containsExactly(journal.entries().get(0).tag()));
    }

    @Test
    void a_resting_order_ends_with_its_day_and_can_be_found() {
        sendResting();
        gateway.synchronizer().publishSnapshot();
        exchange.setTradingDay(LocalDate.of(2021, 7, 27));
        passTime();
        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order().cancelled()).isEqualTo(3);
        assertThat(gateway.getOrders(Orders.ACCOUNT, 0, null).orders())
                .as("of today")
                .isEmpty();
    }

    @Test
    void a_contradicting_report_is_ignored_and_degrades_health() {
        String tag = sendResting();
        report(tag, 3, 0);
        report(tag, 4, 0);
        assertThat(order().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(gateway.healthCheck().reasons()).anyMatch(reason -> reason.contains("contradicts"));
    }

    private void passTime() {
        for (int i = 0; i < 3; i++) {
            gateway.synchronizer().publishSnapshot();
            gateway.step();
        }
    }

    @Test
    void orders_are_queried_before_their_trading_day_is_closed() {
        String tag = sendResting();
        gateway.synchronizer().publishSnapshot();
        exchange.setTradingDay(LocalDate.of(2021, 7, 27));
        exchange.onLookup(tags -> exchange.report(new OrderReport(
                "000001",
                tag,
                Orders.ACCOUNT,
                "TXFH1",
                Orders.buy(3).side(),
                FakeExchange.PRICE,
                3,
                3,
                0,
                OrderStatus.FILLED,
                "",
                "",
                LocalDate.of(2021, 7, 26),
                Instant.EPOCH)));
        passTime();
        assertThat(order().status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void an_earlier_days_order_without_an_end_is_unknown() {
        sendResting();
        exchange.setTradingDay(LocalDate.of(2021, 7, 28));
        gateway = started();
        gateway.synchronizer().publishSnapshot();
        assertThat(order().status()).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void a_matching_report_proves_an_unknown_order() {
        String tag = sendUnknown("order-01", 4);
        report(tag, 1, 0);
        assertThat(journal.entries().get(0).last())
                .as("3 contracts were reported, and 4 sent")
                .isInstanceOf(OrderEvent.Unconfirmed.class);
        assertThat(gateway.healthCheck().reasons()).anyMatch(reason -> reason.contains("contradicts"));
        gateway = started();
        report(sendUnknown("order-02", 3), 1, 0);
        assertThat(journal.entries().get(1).last()).isEqualTo(new OrderEvent.Acknowledged("000001"));
    }

    @Test
    void a_fill_alone_does_not_prove_an_unknown_order() {
        String tag = sendUnknown("order-01", 3);
        exchange.report(new ExchangeEvent.FillReport(
                exchange.tradingDay(),
                "1",
                tag,
                new Fill(
                        "9",
                        Orders.ACCOUNT,
                        FakeExchange.ITEM,
                        Orders.buy(3).side(),
                        1,
                        FakeExchange.PRICE,
                        Instant.EPOCH)));
        gateway.step();
        assertThat(order().filled()).isEqualTo(1);
        assertThat(journal.entries().get(0).last()).isInstanceOf(OrderEvent.Unconfirmed.class);
        report(tag, 1, 0);
        assertThat(journal.entries().get(0).last()).isEqualTo(new OrderEvent.Acknowledged("000001"));
    }
}

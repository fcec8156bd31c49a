package dev.aftm.interactor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.backtest.EmbeddedGateway;
import dev.aftm.interactor.gateway.error.OrderStateUnknownException;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderStatus;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderMassStatus;
import dev.aftm.interactor.port.store.FakeOrderJournal;
import dev.aftm.interactor.port.store.OrderJournal.OrderKey;
import dev.aftm.interactor.port.store.OrderJournal.RecordedEvent;
import dev.aftm.interactor.port.store.OrderJournal.State;
import dev.aftm.interactor.position.TradeBook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The gateway's orders through starts, lost reports and days, as its clients see them. */
final class OrderReconcilerTest {

    private final FakeClock clock = new FakeClock();
    private final FakeExchange exchange = new FakeExchange();
    private final FakeOrderJournal journal = new FakeOrderJournal(clock);
    private EmbeddedGateway gateway = started();

    private EmbeddedGateway started() {
        IntakePolicy policy = IntakePolicy.of(
                Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ZERO, false, Duration.ofSeconds(5));
        return EmbeddedGateway.open(clock, exchange, journal, new TradeBook(), policy, () -> false, "test");
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
    private String sendInDoubt(String id, int quantity) {
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
    void an_order_that_rests_goes_on_working_after_a_restart_and_is_asked_for() {
        String tag = sendResting();
        report(tag, 1, 0);
        assertThat(order().status()).isEqualTo(OrderInfo.Status.WORKING);
        clock.advance(Duration.ofMillis(50));
        gateway.step();
        assertThat(journal.story(tag))
                .extracting(line -> line.event() instanceof RecordedEvent.Reported)
                .contains(true);
        gateway = started();
        assertThat(order().filled()).isEqualTo(1);
        report(tag, 1, 2);
        assertThat(order().status()).isEqualTo(OrderInfo.Status.CANCELLED);
        assertThat(order().cancelled()).isEqualTo(2);
    }

    @Test
    void trades_that_were_counted_but_not_told_are_asked_for_after_a_while() {
        String tag = sendResting();
        int before = exchange.fillQuestions();
        report(tag, 2, 0);
        assertThat(exchange.fillQuestions()).as("they may be on their way").isEqualTo(before);
        clock.advance(Duration.ofSeconds(2));
        gateway.step();
        assertThat(exchange.fillQuestions()).isEqualTo(before + 1);
        gateway.step();
        assertThat(exchange.fillQuestions()).as("not all the time").isEqualTo(before + 1);
    }

    @Test
    void an_order_that_must_trade_or_end_at_once_and_of_which_nothing_is_heard_is_asked_for() {
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
    void what_rests_is_gone_when_the_trading_day_is_over_and_can_still_be_looked_up() {
        sendResting();
        gateway.synchronizer().publishSnapshot();
        exchange.setTradingDay(LocalDate.of(2021, 7, 27));
        passTime();
        assertThat(order().status()).isEqualTo(OrderInfo.Status.CANCELLED);
        assertThat(order().cancelled()).isEqualTo(3);
        assertThat(gateway.getOrders(Orders.ACCOUNT, 0, null).orders())
                .as("of today")
                .isEmpty();
    }

    @Test
    void a_report_that_contradicts_another_is_left_out_and_makes_somebody_look() {
        String tag = sendResting();
        report(tag, 3, 0);
        report(tag, 4, 0);
        assertThat(order().status()).isEqualTo(OrderInfo.Status.FILLED);
        assertThat(gateway.healthCheck().reasons()).anyMatch(reason -> reason.contains("contradicts"));
    }

    private void passTime() {
        for (int i = 0; i < 3; i++) {
            gateway.synchronizer().publishSnapshot();
            gateway.step();
        }
    }

    @Test
    void what_traded_while_the_line_was_down_over_the_end_of_the_day_is_heard_before_the_order_leaves_the_book() {
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
        assertThat(order().status()).isEqualTo(OrderInfo.Status.FILLED);
    }

    @Test
    void an_order_of_an_earlier_day_whose_end_was_not_heard_is_in_doubt_and_not_taken_for_one_that_works() {
        sendResting();
        exchange.setTradingDay(LocalDate.of(2021, 7, 28));
        gateway = started();
        gateway.synchronizer().publishSnapshot();
        assertThat(order().status()).isEqualTo(OrderInfo.Status.UNKNOWN);
    }

    @Test
    void an_order_in_doubt_that_the_exchange_reports_is_known_to_be_there_and_one_that_is_another_is_not() {
        String tag = sendInDoubt("order-01", 4);
        report(tag, 1, 0);
        assertThat(journal.entries().get(0).state())
                .as("3 contracts were reported, and 4 sent")
                .isInstanceOf(State.Unknown.class);
        assertThat(gateway.healthCheck().reasons()).anyMatch(reason -> reason.contains("contradicts"));
        gateway = started();
        report(sendInDoubt("order-02", 3), 1, 0);
        assertThat(journal.entries().get(1).state()).isEqualTo(new State.Accepted("000001"));
    }

    @Test
    void a_fill_alone_does_not_say_under_which_number_an_order_in_doubt_is_there() {
        String tag = sendInDoubt("order-01", 3);
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
        assertThat(journal.entries().get(0).state()).isInstanceOf(State.Unknown.class);
        report(tag, 1, 0);
        assertThat(journal.entries().get(0).state()).isEqualTo(new State.Accepted("000001"));
    }
}

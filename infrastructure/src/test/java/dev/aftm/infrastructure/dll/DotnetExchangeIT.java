package dev.aftm.infrastructure.dll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.ExchangeEvent.MarketTick;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntryContract;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A .NET broker, called through JNA, C, Mono and C#. Runs in its own process, because Mono cannot be unloaded. */
final class DotnetExchangeIT extends SimulatedLibraryContract {

    @Override
    DllExchange open(Map<String, String> options) {
        return DotnetStub.open(options);
    }

    @Override
    String wordsOfRefusedLogin() {
        return "登入錯誤:密碼不正確";
    }

    @Test
    void an_exception_of_the_broker_affects_only_that_order() {
        reopen(Map.of("faults", "throw_every=2"));
        login();
        accepted("tag-1", Orders.buy(1));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> exchange.send(OrderEntryContract.tagged("tag-2", Orders.buy(1))));
        accepted("tag-3", Orders.buy(1));
        assertThat(exchange.simulatedMarket().orElseThrow().orderCount())
                .as("the order that failed had arrived nevertheless")
                .isEqualTo(3);
    }

    @Test
    void a_real_broker_reports_its_own_ticks() {
        reopen(Map.of("faults", "live_ticks_ms=1"));
        assertThat(exchange.isSimulated()).isFalse();
        exchange.login();
        eventsUntil(events -> exchange.state() == ExchangeSession.State.LOGGED_IN);
        exchange.register("TXFH1");
        eventsUntil(seen -> seen.stream().filter(MarketTick.class::isInstance).count() > 5);
    }

    @Test
    void an_order_with_a_short_tag_is_found_by_it() {
        reopen(Map.of("note_bytes", "10"));
        login();
        assertThat(exchange.tagLength()).isEqualTo(10);
        String serial = accepted("hoabc00001", Orders.market("TXFH1", Side.BUY, 1, "中文備註"));
        eventsUntil(events -> events.stream()
                .anyMatch(
                        event -> event instanceof FillReport fill && fill.tag().equals("hoabc00001")));
        var found = exchange.find(List.of("hoabc00001"));
        eventsUntil(events -> found.isDone());
        assertThat(found.join().orders()).singleElement().satisfies(order -> {
            assertThat(order.tag()).isEqualTo("hoabc00001");
            assertThat(order.answer()).isEqualTo(new OrderAck.Accepted(serial));
        });
    }

    /** Without tags, no report of one order may be taken for another. */
    @Test
    void orders_without_tags_are_told_apart_by_their_numbers() {
        reopen(Map.of("note_bytes", "9"));
        login();
        String first = accepted("house00001-1", OrderEntryContract.limit(Side.BUY, "17290", 5, TimeInForce.ROD));
        String second = accepted("house00001-2", OrderEntryContract.limit(Side.BUY, "17290", 5, TimeInForce.ROD));
        var all = exchange.find(List.of("house00001-2"));
        List<ExchangeEvent> events = eventsUntil(seen -> all.isDone());
        assertThat(all.join().orders())
                .allSatisfy(order -> assertThat(order.tag()).isEmpty())
                .extracting(order -> ((OrderAck.Accepted) order.answer()).orderSerial())
                .containsExactlyInAnyOrder(first, second);
        assertThat(events)
                .filteredOn(OrderReport.class::isInstance)
                .allSatisfy(event -> assertThat(((OrderReport) event).tag()).isEmpty());
        assertThat(exchange.list().join().complete()).isFalse();
    }

    @Test
    void price_and_quantity_are_changed_in_two_calls() {
        login();
        String serial = accepted("tag-1", OrderEntryContract.limit(Side.BUY, "17290", 5, TimeInForce.ROD));
        eventsUntil(events -> !events.isEmpty());
        assertThat(exchange.replace(Orders.ACCOUNT, serial, new BigDecimal("17280"), 2))
                .isEqualTo(new OrderAck.Accepted(serial));
        exchange.simulatedMarket().orElseThrow().trade(OrderEntryContract.tick("TXFH1", "17280"));
        eventsUntil(events -> events.stream()
                .anyMatch(
                        event -> event instanceof FillReport fill && fill.fill().quantity() == 2));
    }

    @Test
    void an_unknown_order_or_an_increase_is_not_changed() {
        login();
        String serial = accepted("tag-1", OrderEntryContract.limit(Side.BUY, "17290", 5, TimeInForce.ROD));
        eventsUntil(events -> !events.isEmpty());
        assertThat(exchange.replace(Orders.ACCOUNT, "999999", null, 1)).isNotInstanceOf(OrderAck.Accepted.class);
        assertThat(exchange.replace(Orders.ACCOUNT, serial, null, 6)).isInstanceOf(OrderAck.Rejected.class);
        exchange.simulatedMarket().orElseThrow().trade(OrderEntryContract.tick("TXFH1", "17290"));
        eventsUntil(events -> events.stream()
                .anyMatch(
                        event -> event instanceof FillReport fill && fill.fill().quantity() == 5));
    }

    @Test
    void each_tick_and_order_is_reported_once_without_leaks() {
        new ExchangeSoak().run(exchange);
    }

    /** Every 13th numeric field is missing, blank, Chinese or too long. */
    @Test
    void invalid_fields_never_produce_wrong_reports() {
        reopen(Map.of("faults", "spoil_every=13"));
        login();
        List<ExchangeEvent> reports = new ArrayList<>();
        Map<String, Integer> sent = new HashMap<>();
        for (int i = 1; i <= 200; i++) {
            int quantity = 1 + i % 5;
            accepted("tag-" + i, Orders.market("TXFH1", Side.BUY, quantity, "中文備註"));
            sent.put("tag-" + i, quantity);
            exchange.deliver(reports::add);
            var positions = exchange.openPositions();
            var margin = exchange.margin(Orders.ACCOUNT);
            var orders = exchange.find(List.of("tag-" + i));
            var fills = exchange.resendFills();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        exchange.deliver(reports::add);
                        return positions.isDone() && margin.isDone() && orders.isDone() && fills.isDone();
                    });
            int held = sent.values().stream().mapToInt(Integer::intValue).sum();
            if (!positions.isCompletedExceptionally()) {
                assertThat(positions.join())
                        .singleElement()
                        .satisfies(position -> assertThat(position.quantity()).isEqualTo(held));
            }
        }
        assertThat(reports)
                .as("some reports were valid")
                .anyMatch(FillReport.class::isInstance)
                .allSatisfy(event -> {
                    if (event instanceof FillReport fill) {
                        assertThat(fill.fill().quantity()).isEqualTo(sent.get(fill.tag()));
                        assertThat(fill.fill().price()).isEqualByComparingTo("17300");
                    } else if (event instanceof OrderReport report) {
                        assertThat(report.quantity()).isEqualTo(sent.get(report.tag()));
                        assertThat(report.filled()).isIn(0, report.quantity());
                    }
                });
    }
}

package dev.aftm.infrastructure.dll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.interactor.gateway.Orders;
import dev.aftm.interactor.port.Exchange;
import dev.aftm.interactor.port.ExchangeContract;
import dev.aftm.interactor.port.ExchangeEvent;
import dev.aftm.interactor.port.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.ExchangeEvent.MarketTick;
import dev.aftm.interactor.port.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.ExchangeSession;
import dev.aftm.interactor.port.OrderEntry.Answer;
import dev.aftm.interactor.port.OrderEntryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A .NET broker through Java, JNA, C, Mono and C#, and back. In a process of its own: Mono cannot be unloaded. */
final class DotnetExchangeIT implements ExchangeContract {

    @TempDir
    private Path folder = Path.of("");

    private DllExchange exchange = unopened();

    @SuppressWarnings("NullAway") // Opened before each test.
    private static DllExchange unopened() {
        return null;
    }

    @BeforeEach
    void open() {
        exchange = DotnetStub.open(options(Map.of()));
    }

    @AfterEach
    void close() {
        if (exchange != null) {
            exchange.close();
        }
    }

    private Map<String, String> options(Map<String, String> more) {
        return NativeSimulator.options(folder.resolve("ledger.jsonl"), more);
    }

    private void reopen(Map<String, String> more) {
        exchange.close();
        exchange = DotnetStub.open(options(more));
    }

    @Override
    public Exchange exchange() {
        return exchange;
    }

    @Test
    void every_order_is_in_the_ledger_as_it_came_and_known_again_after_a_restart() throws IOException {
        login();
        accepted("tag-1", Orders.market("TXFH1", Side.BUY, 2, "a \"quoted\" note \\ 許功蓋 台指期"));
        exchange.send(OrderEntryContract.tagged("tag-2", Orders.market("NOSUCH", Side.BUY, 1, "")));
        assertThat(Files.readAllLines(folder.resolve("ledger.jsonl")))
                .hasSize(4)
                .first()
                .asString()
                .startsWith("{\"kind\":\"order\",\"seq\":1,\"received_at\":")
                .contains(
                        "\"tag\":\"tag-1\",\"note\":\"a \\\"quoted\\\" note \\\\ 許功蓋 台指期\",\"account\":\"SIM0001\","
                                + "\"item_code\":\"TXFH1\",\"side\":\"buy\",\"order_type\":\"market\",\"price\":0,\"quantity\":2");
        reopen(Map.of());
        login();
        assertThat(accepted("tag-3", Orders.buy(1))).isEqualTo("000003");
        assertThat(exchange.fillCount()).isEqualTo(2);
    }

    @Test
    void a_refused_login_says_why_in_the_brokers_own_words() {
        reopen(Map.of("faults", "refuse_login=1"));
        exchange.login();
        eventsUntil(events -> exchange.state() != ExchangeSession.State.LOGGING_IN);
        assertThat(exchange.state()).isEqualTo(ExchangeSession.State.LOGGED_OUT);
        assertThat(exchange.loginRefusal()).hasValue("登入錯誤:密碼不正確");
    }

    @Test
    void a_line_that_goes_down_leaves_the_order_open_and_comes_back_by_itself() {
        reopen(Map.of("faults", "disconnect_every=1,disconnect_ms=50"));
        login();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> exchange.send(OrderEntryContract.tagged("tag-1", Orders.buy(1))));
        assertThat(exchange.send(OrderEntryContract.tagged("tag-2", Orders.buy(1))))
                .isEqualTo(new Answer.NotSent("The line to the exchange is down."));
        eventsUntil(events -> exchange.state() == ExchangeSession.State.DISCONNECTED);
        eventsUntil(events -> exchange.state() == ExchangeSession.State.LOGGED_IN);
        assertThat(exchange.orderCount()).as("the first has arrived").isEqualTo(1);
    }

    @Test
    void something_thrown_by_the_broker_leaves_the_order_open_and_nothing_else_is_harmed() {
        reopen(Map.of("faults", "throw_every=2"));
        login();
        accepted("tag-1", Orders.buy(1));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> exchange.send(OrderEntryContract.tagged("tag-2", Orders.buy(1))));
        accepted("tag-3", Orders.buy(1));
        assertThat(exchange.orderCount()).as("it had arrived all the same").isEqualTo(3);
    }

    @Test
    void events_that_come_twice_and_from_several_threads_do_not_make_an_answer_whole() {
        reopen(Map.of("faults", "repeat_every=2,callback_threads=4"));
        login();
        for (int i = 1; i <= 20; i++) {
            accepted("tag-" + i, Orders.buy(1));
        }
        var answer = exchange.resendFills();
        eventsUntil(events -> answer.isDone());
        assertThat(answer).isCompletedWithValue(20);
    }

    @Test
    void a_broker_that_is_not_simulated_reports_its_own_trades() {
        reopen(Map.of("faults", "live_ticks_ms=1"));
        assertThat(exchange.isSimulated()).isFalse();
        exchange.login();
        eventsUntil(events -> exchange.state() == ExchangeSession.State.LOGGED_IN);
        exchange.register("TXFH1");
        eventsUntil(seen -> seen.stream().filter(MarketTick.class::isInstance).count() > 5);
    }

    @Test
    void a_change_of_price_and_quantity_is_made_in_the_brokers_two_calls() {
        login();
        String serial = accepted("tag-1", OrderEntryContract.limit(Side.BUY, "17290", 5, TimeInForce.ROD));
        eventsUntil(events -> !events.isEmpty());
        assertThat(exchange.replace(Orders.ACCOUNT, serial, new java.math.BigDecimal("17280"), 2))
                .isEqualTo(new Answer.Accepted(serial));
        exchange.trade(OrderEntryContract.tick("TXFH1", "17280"));
        eventsUntil(events -> events.stream()
                .anyMatch(
                        event -> event instanceof FillReport fill && fill.fill().quantity() == 2));
    }

    @Test
    void ticks_and_orders_come_back_once_each_and_nothing_grows() {
        new ExchangeSoak().run(exchange);
    }

    /** Each field that should be a number is missing, blank, Chinese or too long now and then. */
    @Test
    void fields_that_cannot_be_read_harm_nothing_and_what_they_concern_is_right_or_not_told() {
        reopen(Map.of("faults", "spoil_every=13"));
        login();
        List<ExchangeEvent> told = new ArrayList<>();
        Map<String, Integer> sent = new HashMap<>();
        for (int i = 1; i <= 200; i++) {
            int quantity = 1 + i % 5;
            accepted("tag-" + i, Orders.market("TXFH1", Side.BUY, quantity, "中文備註"));
            sent.put("tag-" + i, quantity);
            exchange.deliver(told::add);
            var positions = exchange.openPositions();
            var margin = exchange.margin(Orders.ACCOUNT);
            var orders = exchange.find(List.of("tag-" + i));
            var fills = exchange.resendFills();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        exchange.deliver(told::add);
                        return positions.isDone() && margin.isDone() && orders.isDone() && fills.isDone();
                    });
            int held = sent.values().stream().mapToInt(Integer::intValue).sum();
            if (!positions.isCompletedExceptionally()) {
                assertThat(positions.join())
                        .singleElement()
                        .satisfies(position -> assertThat(position.quantity()).isEqualTo(held));
            }
        }
        assertThat(told)
                .as("some of them could be read")
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

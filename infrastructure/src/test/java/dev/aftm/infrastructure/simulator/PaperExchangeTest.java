package dev.aftm.infrastructure.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.domain.position.Fill;
import dev.aftm.infrastructure.files.FullDisk;
import dev.aftm.infrastructure.runtime.ThreadSleeper;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.exchange.ExchangeContract;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaperExchangeTest implements ExchangeContract {

    private static final Instant OPEN = Instant.parse("2021-07-26T00:45:00Z");

    @TempDir
    private Path folder = Path.of("");

    private Path ledger = Path.of("");
    private PaperExchange exchange = unopened();

    @SuppressWarnings("NullAway") // Opened before each test.
    private static PaperExchange unopened() {
        return null;
    }

    @BeforeEach
    void open() {
        ledger = folder.resolve("ledger.jsonl");
        exchange = reopened(Set.of());
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private PaperExchange reopened(Set<String> accounts) {
        PaperExchange opened = new PaperExchange(
                new PaperExchange.Settings(ledger, accounts, Duration.ZERO),
                List.of(TaifexContracts.instrument("TXFH1"), TaifexContracts.instrument("MXFH1")),
                new FakeClock(),
                new ThreadSleeper());
        opened.openAt(tick("17300"));
        return opened;
    }

    private void restart() {
        exchange.close();
        exchange = reopened(Set.of());
        exchange.login();
    }

    private static Tick tick(String price) {
        return new Tick("TXFH1", OPEN, new BigDecimal(price), 1);
    }

    private OrderAck send(NewOrder order) {
        return exchange.send(new TaggedOrder("tag-1", Orders.ACCOUNT, order));
    }

    private static NewOrder limit(Side side, String price, TimeInForce time) {
        return new NewOrder(
                "TXFH1", side, OrderType.LIMIT, new BigDecimal(price), 1, PositionEffect.AUTO, false, time, "note");
    }

    private List<String> ledgerLines() throws IOException {
        return Files.readAllLines(ledger);
    }

    @Override
    public Exchange exchange() {
        return exchange;
    }

    private List<Fill> fills() {
        List<Fill> fills = new ArrayList<>();
        exchange.login();
        exchange.deliver(event -> {});
        assertThat(exchange.resendFills()).isCompleted();
        exchange.deliver(event -> {
            if (event instanceof FillReport report) {
                fills.add(report.fill());
            }
        });
        return fills;
    }

    @Test
    void a_market_order_fills_completely_at_the_last_trade() {
        exchange.login();
        exchange.trade(tick("17310.5"));
        send(Orders.buy(3));
        assertThat(fills())
                .containsExactly(
                        new Fill("000001", Orders.ACCOUNT, "TXFH1", Side.BUY, 3, new BigDecimal("17310.5"), OPEN));
    }

    @ParameterizedTest
    @CsvSource({
        "BUY, 17300, true", "BUY, 17301, true", "BUY, 17299, false",
        "SELL, 17300, true", "SELL, 17299, true", "SELL, 17301, false"
    })
    void a_limit_order_fills_if_the_last_trade_is_at_or_better(Side side, String price, boolean fills) {
        exchange.login();
        send(limit(side, price, TimeInForce.IOC));
        assertThat(fills()).hasSize(fills ? 1 : 0);
        if (fills) {
            assertThat(fills().get(0).price()).isEqualByComparingTo("17300");
        }
    }

    @Test
    void unrealized_pnl_uses_last_price_and_multiplier() {
        exchange.login();
        send(Orders.market("TXFH1", Side.SELL, 2, ""));
        exchange.trade(tick("17290"));
        assertThat(exchange.openPositions().join()).singleElement().satisfies(position -> {
            assertThat(position.quantity()).isEqualTo(-2);
            assertThat(position.averagePrice()).isEqualByComparingTo("17300");
            assertThat(position.unrealizedPnl()).isEqualByComparingTo("4000");
        });
        send(Orders.market("TXFH1", Side.BUY, 2, ""));
        assertThat(exchange.openPositions().join()).isEmpty();
        assertThat(exchange.margin(Orders.ACCOUNT).join().balance()).isEqualByComparingTo("10004000");
    }

    @Test
    void only_configured_accounts_may_trade() {
        exchange.close();
        exchange = reopened(Set.of("REAL01"));
        exchange.login();
        assertThat(send(Orders.buy(1)))
                .isEqualTo(new OrderAck.Rejected("ACCOUNT", "The exchange does not know this account."));
        assertThat(exchange.accounts()).containsExactly("REAL01");
    }

    @Test
    void every_order_is_in_the_ledger_including_rejected_ones() throws IOException {
        exchange.login();
        send(Orders.market("NOSUCH", Side.BUY, 1, "台指期"));
        send(limit(Side.SELL, "17300.25", TimeInForce.ROD));
        assertThat(ledgerLines()).hasSize(3);
        String rejectedOrder = ledgerLines().get(0);
        String rejection = ledgerLines().get(1);
        String restingOrder = ledgerLines().get(2);
        assertThat(rejectedOrder)
                .startsWith("{\"kind\":\"order\",\"seq\":1,\"received_at\":1627261200000,")
                .contains("\"tag\":\"tag-1\",\"note\":\"台指期\",\"account\":\"SIM0001\",\"item_code\":\"NOSUCH\","
                        + "\"side\":\"buy\",\"order_type\":\"market\",\"price\":0,\"quantity\":1");
        assertThat(rejection).contains("\"kind\":\"cancel\"", "\"order_seq\":1", "\"refusal\":\"PRODUCT\"");
        assertThat(restingOrder).contains("\"seq\":2", "\"price\":17300.25");
    }

    @Test
    void a_restart_restores_positions_numbers_and_orders() {
        exchange.login();
        send(Orders.market("TXFH1", Side.BUY, 2, ""));
        send(limit(Side.SELL, "17310", TimeInForce.ROD));
        restart();
        assertThat(exchange.openPositions().join())
                .singleElement()
                .satisfies(position -> assertThat(position.quantity()).isEqualTo(2));
        assertThat(send(Orders.market("TXFH1", Side.BUY, 1, ""))).isEqualTo(new OrderAck.Accepted("000003"));
        exchange.trade(tick("17310"));
        assertThat(fills()).hasSize(3);
        restart();
        assertThat(exchange.openPositions().join())
                .singleElement()
                .satisfies(position -> assertThat(position.quantity()).isEqualTo(2));
        assertThat(exchange.orderCount()).isEqualTo(3);
    }

    @Test
    void an_unmatched_order_is_matched_after_a_restart() throws IOException {
        exchange.login();
        send(Orders.market("TXFH1", Side.BUY, 2, ""));
        exchange.close();
        Files.writeString(ledger, ledgerLines().get(0) + "\n");
        exchange = reopened(Set.of());
        assertThat(fills())
                .singleElement()
                .satisfies(fill -> assertThat(fill.price()).isEqualByComparingTo("17300"));
        assertThat(ledgerLines()).hasSize(2);
    }

    @Test
    void an_incomplete_last_line_is_removed() throws IOException {
        exchange.login();
        send(Orders.market("TXFH1", Side.BUY, 2, ""));
        exchange.close();
        Files.writeString(ledger, "{\"kind\":\"order\",\"seq\":2,\"note\":\"台", StandardOpenOption.APPEND);
        try (FileChannel channel = FileChannel.open(ledger, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }
        exchange = reopened(Set.of());
        exchange.login();
        assertThat(send(Orders.buy(1))).isEqualTo(new OrderAck.Accepted("000002"));
        assertThat(ledgerLines()).hasSize(4).allMatch(line -> line.endsWith("}"));
    }

    @Test
    void a_damaged_ledger_is_rejected_with_the_line() throws IOException {
        exchange.close();
        for (String line : List.of(
                "{\"kind\":\"order\"",
                "{}",
                "null",
                "{\"kind\":\"order\",\"seq\":1,\"received_at\":1}",
                "{\"kind\":\"other\",\"seq\":1,\"received_at\":1}",
                "{\"kind\":\"fill\",\"seq\":1,\"received_at\":1,\"order_seq\":7}")) {
            Files.writeString(ledger, line + "\n");
            assertThatExceptionOfType(LedgerException.class)
                    .as(line)
                    .isThrownBy(() -> reopened(Set.of()))
                    .withMessageStartingWith("Line 1 of the exchange's ledger")
                    .withMessageContaining("is damaged");
        }
        Files.delete(ledger);
        exchange = reopened(Set.of());
    }

    @Test
    void a_second_exchange_on_the_same_ledger_is_rejected() {
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> reopened(Set.of()))
                .withMessageContaining("is in use by another process");
    }

    @Test
    void the_multipliers_are_the_exchanges_own() {
        assertThat(TaifexContracts.instrument("TXFH1")).isEqualTo(new Instrument("TXFH1", BigDecimal.valueOf(200)));
        assertThat(TaifexContracts.instrument("MXFH1").multiplier()).isEqualByComparingTo("50");
        assertThat(TaifexContracts.instrument("TXFH1-I1").multiplier()).isEqualByComparingTo("200");
        assertThat(TaifexContracts.multiplierOf("CDFH1")).isEmpty();
    }

    @Test
    void an_invalid_order_is_rejected_after_a_restart() throws IOException {
        exchange.login();
        send(Orders.market("TXFH1", Side.BUY, 2, ""));
        exchange.close();
        Files.writeString(ledger, ledgerLines().get(0) + "\n");
        exchange = reopened(Set.of("REAL01"));
        assertThat(fills()).isEmpty();
        assertThat(ledgerLines().get(1)).contains("\"kind\":\"cancel\"", "\"refusal\":\"ACCOUNT\"");
    }

    @Test
    void a_resting_order_resumes_at_its_instruments_first_trade() {
        exchange.login();
        send(limit(Side.BUY, "17200", TimeInForce.ROD));
        exchange.close();
        exchange = new PaperExchange(
                new PaperExchange.Settings(ledger, Set.of(), Duration.ZERO),
                List.of(TaifexContracts.instrument("TXFH1"), TaifexContracts.instrument("MXFH1")),
                new FakeClock(),
                new ThreadSleeper());
        exchange.openAt(new Tick("MXFH1", OPEN, new BigDecimal("17300"), 1));
        exchange.trade(tick("17000"));
        assertThat(exchange.fillCount()).isEqualTo(1);
    }

    @Test
    void an_open_order_can_be_cancelled_before_its_first_price() {
        exchange.login();
        send(limit(Side.BUY, "17200", TimeInForce.ROD));
        exchange.close();
        exchange = new PaperExchange(
                new PaperExchange.Settings(ledger, Set.of(), Duration.ZERO),
                List.of(TaifexContracts.instrument("TXFH1")),
                new FakeClock(),
                new ThreadSleeper());
        exchange.login();
        assertThat(exchange.cancel(Orders.ACCOUNT, "000001")).isEqualTo(new OrderAck.Accepted("000001"));
        exchange.openAt(tick("17300"));
        exchange.trade(tick("17000"));
        assertThat(exchange.fillCount()).isZero();
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(call)
                .withMessage("The exchange's ledger cannot be written; check its permissions and the free disk space.");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_trade_that_cannot_be_recorded_fills_later() {
        exchange.login();
        send(limit(Side.BUY, "17290", TimeInForce.ROD));
        try (FullDisk full = FullDisk.begin()) {
            assertThat(full).isNotNull();
            assertRefused(() -> exchange.trade(tick("17290")));
            assertRefused(() -> exchange.trade(tick("17290")));
        }
        assertThat(fills()).isEmpty();
        exchange.trade(tick("17290"));
        assertThat(fills()).hasSize(1);
        restart();
        assertThat(fills()).hasSize(1);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void an_order_that_is_recorded_in_part_is_not_there() throws IOException {
        exchange.login();
        send(limit(Side.BUY, "17290", TimeInForce.ROD));
        try (FullDisk full = FullDisk.beyond(Files.size(ledger) + 20)) {
            assertThat(full).isNotNull();
            assertRefused(() -> exchange.send(new TaggedOrder("tag-2", Orders.ACCOUNT, Orders.buy(1))));
        }
        assertThat(exchange.orderCount()).isEqualTo(1);
        exchange.send(new TaggedOrder("tag-3", Orders.ACCOUNT, Orders.buy(1)));
        restart();
        assertThat(exchange.orderCount()).isEqualTo(2);
        assertThat(fills()).hasSize(1);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void an_order_whose_fill_cannot_be_recorded_fills_later() throws IOException {
        exchange.login();
        send(limit(Side.BUY, "17290", TimeInForce.ROD));
        long lineOfAnOrder = Files.size(ledger);
        NewOrder crossing = limit(Side.BUY, "17300", TimeInForce.ROD);
        try (FullDisk full = FullDisk.beyond(2 * lineOfAnOrder + 20)) {
            assertThat(full).isNotNull();
            assertRefused(() -> exchange.send(new TaggedOrder("tag-2", Orders.ACCOUNT, crossing)));
        }
        assertThat(exchange.orderCount()).as("the order itself is recorded").isEqualTo(2);
        assertThat(fills()).isEmpty();
        exchange.trade(tick("17300"));
        assertThat(fills()).hasSize(1);
        restart();
        assertThat(fills()).hasSize(1);
    }
}

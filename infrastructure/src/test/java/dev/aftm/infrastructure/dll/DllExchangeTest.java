package dev.aftm.infrastructure.dll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.ExchangeEvent.MarketTick;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReplaced;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntryContract;
import dev.aftm.interactor.position.TradeBook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native simulated exchange, called through JNA. */
final class DllExchangeTest extends SimulatedLibraryContract {

    @Override
    DllExchange open(Map<String, String> options) {
        return NativeSimulator.open(options);
    }

    @Override
    String wordsOfRefusedLogin() {
        return "The simulated exchange is configured to reject every login.";
    }

    @Test
    void texts_in_the_brokers_encoding_come_back_unchanged() throws IOException {
        reopen(Map.of("encoding", "MS950"));
        // In this encoding the second byte of 許, 功 and 蓋 is 0x5C, a backslash.
        String note = "許功蓋 台指期";
        assertThat(exchange.noteLimit().charset()).isEqualTo(Charset.forName("MS950"));
        login();
        accepted("tag-1", Orders.market("TXFH1", Side.BUY, 1, note));
        assertThat(ledgerLines().get(0)).contains("\"tag\":\"tag-1\",\"note\":\"" + note + "\"");
        assertThat(exchange.send(OrderEntryContract.tagged("tag-2", Orders.market("TXFH1", Side.BUY, 1, "€ 𠀀"))))
                .isInstanceOf(OrderAck.NotSent.class);
        assertThat(exchange.simulatedMarket().orElseThrow().orderCount()).isEqualTo(1);
        List<ExchangeEvent> events = eventsUntil(seen -> seen.stream().anyMatch(FillReport.class::isInstance));
        assertThat(events)
                .filteredOn(FillReport.class::isInstance)
                .allSatisfy(event -> assertThat(((FillReport) event).tag()).isEqualTo("tag-1"));
        reopen(Map.of("encoding", "MS950"));
        assertThat(exchange.simulatedMarket().orElseThrow().orderCount()).isEqualTo(1);
    }

    @Test
    void a_real_library_reports_its_own_ticks() {
        reopen(Map.of("faults", "live_ticks_ms=1"));
        assertThat(exchange.isSimulated()).isFalse();
        assertThat(exchange.simulatedMarket()).isEmpty();
        exchange.login();
        exchange.register("TXFH1");
        List<ExchangeEvent> events = eventsUntil(
                seen -> seen.stream().filter(MarketTick.class::isInstance).count() > 5);
        assertThat(events)
                .filteredOn(MarketTick.class::isInstance)
                .allSatisfy(event ->
                        assertThat(((MarketTick) event).tick().itemCode()).isEqualTo("TXFH1"));
        assertThatExceptionOfType(LibraryException.class)
                .isThrownBy(() -> exchange.register("NOSUCH"))
                .withMessageContaining("does not report the ticks of NOSUCH");
    }

    private static List<FillReport> fills(List<ExchangeEvent> events) {
        return events.stream()
                .filter(FillReport.class::isInstance)
                .map(FillReport.class::cast)
                .toList();
    }

    private static List<String> kinds(List<ExchangeEvent> events, String number) {
        return fills(events).stream()
                .filter(report -> report.number().equals(number))
                .map(report -> report.kind() + " " + report.fill().quantity() + " "
                        + report.fill().price().toPlainString())
                .toList();
    }

    private List<ExchangeEvent> tradedWith(TradeBook book, int orders) {
        login();
        for (int i = 1; i <= orders; i++) {
            accepted("tag-" + i, Orders.market("TXFH1", i % 3 == 0 ? Side.SELL : Side.BUY, 2, ""));
        }
        exchange.simulatedMarket().orElseThrow().trade(OrderEntryContract.tick("TXFH1", "17310"));
        // The last fill's change is reported last, and then its order.
        List<ExchangeEvent> events = eventsUntil(seen -> seen.stream()
                .anyMatch(event -> event instanceof OrderReport report
                        && report.tag().equals("tag-" + orders)
                        && report.status() == OrderStatus.CANCELLED));
        fills(events).forEach(book::take);
        return events;
    }

    private void assertSamePositions(TradeBook book) {
        var answer = exchange.openPositions();
        eventsUntil(events -> answer.isDone());
        assertThat(book.openPositions())
                .map(held -> held.account() + " " + held.itemCode() + " " + held.quantity() + " "
                        + held.averagePrice().toPlainString())
                .isEqualTo(answer.join().stream()
                        .map(held -> held.account() + " " + held.itemCode() + " " + held.quantity() + " "
                                + held.averagePrice().toPlainString())
                        .toList());
    }

    @Test
    void busts_and_corrections_are_reported_and_survive_a_restart() {
        reopen(Map.of("faults", "bust_every=2,correct_every=3"));
        TradeBook live = new TradeBook();
        List<ExchangeEvent> events = tradedWith(live, 4);
        assertThat(kinds(events, "1")).containsExactly("FILLED 2 17300");
        assertThat(kinds(events, "2")).containsExactly("FILLED 2 17300", "BUSTED 2 17300");
        assertThat(kinds(events, "3")).containsExactly("FILLED 2 17300", "CORRECTED 1 17301");
        assertThat(kinds(events, "4")).as("reported late").containsExactly("BUSTED 2 17300", "FILLED 2 17300");
        assertThat(live.fills()).hasSize(2);
        assertSamePositions(live);

        reopen(Map.of());
        login();
        TradeBook afterwards = new TradeBook();
        var answer = exchange.resendFills();
        eventsUntil(seen -> {
            fills(seen).forEach(afterwards::take);
            return answer.isDone();
        });
        assertThat(answer).isCompletedWithValue(4);
        assertThat(afterwards.fills()).hasSize(2);
        assertSamePositions(afterwards);
    }

    @Test
    void repeated_busts_from_many_threads_count_once() {
        reopen(Map.of("faults", "bust_every=2,correct_every=3,repeat_every=2,callback_threads=4"));
        TradeBook live = new TradeBook();
        tradedWith(live, 40);
        live.expect(40);
        var answer = exchange.resendFills();
        eventsUntil(seen -> {
            fills(seen).forEach(live::take);
            long corrected =
                    live.fills().stream().filter(fill -> fill.quantity() == 1).count();
            return answer.isDone() && !live.isBehind() && live.fills().size() == 20 && corrected == 7;
        });
        assertSamePositions(live);
    }

    @Test
    void a_replacement_names_both_numbers() {
        ByteBuffer entry = ByteBuffer.allocate(Layouts.OrderReport.LAYOUT.size());
        entry.put(Layouts.OrderReport.CODE, "000001".getBytes(StandardCharsets.US_ASCII));
        entry.put(Layouts.OrderReport.ORDER_SERIAL, "000002".getBytes(StandardCharsets.US_ASCII));
        entry.put(Layouts.OrderReport.NOTE, "tag-1 a note".getBytes(StandardCharsets.US_ASCII));
        entry.put(Layouts.OrderReport.ACCOUNT, "SIM0001".getBytes(StandardCharsets.US_ASCII));
        entry.put(Layouts.OrderReport.ITEM_CODE, "TXFH1".getBytes(StandardCharsets.US_ASCII));
        entry.putInt(Layouts.OrderReport.QUANTITY, 3);
        entry.putInt(Layouts.OrderReport.TRADING_DAY, 20210726);
        entry.putLong(Layouts.OrderReport.TIME, 7);
        LibraryDescription library = new LibraryDescription("test", 0, 99, new NativeText(StandardCharsets.UTF_8));
        assertThat(new RecordCodec(library).replaced(entry))
                .isEqualTo(new OrderReplaced(
                        "000001",
                        "000002",
                        "tag-1",
                        "SIM0001",
                        "TXFH1",
                        3,
                        LocalDate.of(2021, 7, 26),
                        Instant.ofEpochMilli(7)));
    }

    @Test
    void an_arriving_event_wakes_the_waiting_thread() {
        AtomicLong wakes = new AtomicLong();
        exchange.onArrival(wakes::incrementAndGet);
        exchange.login();
        eventsUntil(events -> exchange.state() == ExchangeSession.State.LOGGED_IN);
        assertThat(wakes).hasPositiveValue();
    }

    @Test
    void only_one_library_is_open_and_closing_twice_is_harmless() {
        assertThatExceptionOfType(LibraryException.class)
                .isThrownBy(() -> NativeSimulator.open(Map.of()))
                .withMessageContaining("already open in this process");
        exchange.close();
        exchange.close();
        assertThat(exchange.state()).isEqualTo(ExchangeSession.State.LOGGED_OUT);
        exchange = NativeSimulator.open(options(Map.of()));
    }

    @Test
    void a_closed_exchange_calls_no_native_code() {
        login();
        exchange.close();
        assertThat(exchange.send(OrderEntryContract.tagged("tag-1", Orders.buy(1))))
                .isEqualTo(new OrderAck.NotSent("The exchange library is closed."));
        assertThat(exchange.tradingDay()).isNotNull();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> exchange.openPositions())
                .withMessage("The exchange library is closed.");
        exchange = NativeSimulator.open(options(Map.of()));
    }

    @Test
    void session_states_arrive_in_order_from_many_threads() {
        for (int i = 0; i < 10; i++) {
            reopen(Map.of("faults", "disconnect_every=1,disconnect_ms=1,callback_threads=4"));
            login();
            for (int order = 0; order < 20; order++) {
                try {
                    exchange.send(OrderEntryContract.tagged("tag-" + i + "-" + order, Orders.buy(1)));
                } catch (IllegalStateException e) {
                    // The connection broke during this order.
                }
            }
            eventsUntil(events -> exchange.state() == ExchangeSession.State.LOGGED_IN);
        }
    }

    @Test
    void a_price_with_too_many_decimals_is_not_sent() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RecordCodec.scaled(new BigDecimal("1.00001")))
                .withMessage("A price must have at most 4 decimals.");
    }

    @Test
    void a_failed_open_reports_the_librarys_reason(@TempDir Path other) throws IOException {
        exchange.close();
        assertThatExceptionOfType(LibraryException.class)
                .isThrownBy(() -> NativeSimulator.open(options(Map.of("faults", "crash_at=x"))))
                .withMessageContaining("A fault of the simulated exchange must be name=number");
        Path ledger = Files.writeString(other.resolve("ledger.jsonl"), "{\"kind\":\"fill\",\"seq\":1}\n");
        assertThatExceptionOfType(LibraryException.class)
                .isThrownBy(() -> NativeSimulator.open(NativeSimulator.options(ledger, Map.of())))
                .withMessageContaining("Line 1 of the exchange's ledger is damaged");
        exchange = NativeSimulator.open(options(Map.of()));
    }
}

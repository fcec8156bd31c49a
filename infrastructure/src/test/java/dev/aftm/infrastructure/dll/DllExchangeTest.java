package dev.aftm.infrastructure.dll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.market.Side;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.exchange.ExchangeEvent.MarketTick;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntryContract;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
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

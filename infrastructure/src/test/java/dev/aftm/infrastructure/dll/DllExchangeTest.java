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

/** The native simulated exchange, through JNA. */
final class DllExchangeTest extends SimulatedLibraryContract {

    @Override
    DllExchange open(Map<String, String> options) {
        return NativeSimulator.open(options);
    }

    @Override
    String wordsOfRefusedLogin() {
        return "The exchange was told to let nobody in.";
    }

    @Test
    void texts_in_the_brokers_encoding_come_back_as_they_went() throws IOException {
        reopen(Map.of("encoding", "MS950"));
        // Each of these has a second byte of 0x5C, a backslash, in that encoding.
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
    void a_library_that_is_not_simulated_has_no_market_to_feed_and_reports_its_own_trades() {
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
                .withMessageContaining("does not report the trades of NOSUCH");
    }

    @Test
    void whoever_waits_is_woken_when_something_arrives() {
        AtomicLong wakes = new AtomicLong();
        exchange.onArrival(wakes::incrementAndGet);
        exchange.login();
        eventsUntil(events -> exchange.state() == ExchangeSession.State.LOGGED_IN);
        assertThat(wakes).hasPositiveValue();
    }

    @Test
    void there_is_one_library_in_a_process_and_closing_twice_is_harmless() {
        assertThatExceptionOfType(LibraryException.class)
                .isThrownBy(() -> NativeSimulator.open(Map.of()))
                .withMessageContaining("open in this process already");
        exchange.close();
        exchange.close();
        assertThat(exchange.state()).isEqualTo(ExchangeSession.State.LOGGED_OUT);
        exchange = NativeSimulator.open(options(Map.of()));
    }

    @Test
    void after_it_is_closed_nothing_native_is_called_any_more() {
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
    void the_last_state_of_the_session_is_the_true_one_however_many_threads_report() {
        for (int i = 0; i < 10; i++) {
            reopen(Map.of("faults", "disconnect_every=1,disconnect_ms=1,callback_threads=4"));
            login();
            for (int order = 0; order < 20; order++) {
                try {
                    exchange.send(OrderEntryContract.tagged("tag-" + i + "-" + order, Orders.buy(1)));
                } catch (IllegalStateException e) {
                    // The line went down with this one.
                }
            }
            eventsUntil(events -> exchange.state() == ExchangeSession.State.LOGGED_IN);
        }
    }

    @Test
    void a_price_with_more_decimals_than_the_library_knows_is_not_sent() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RecordCodec.scaled(new BigDecimal("1.00001")))
                .withMessage("A price has at most 4 decimals.");
    }

    @Test
    void what_the_library_says_of_a_wrong_start_is_told(@TempDir Path other) throws IOException {
        exchange.close();
        assertThatExceptionOfType(LibraryException.class)
                .isThrownBy(() -> NativeSimulator.open(options(Map.of("faults", "crash_at=x"))))
                .withMessageContaining("A fault of the simulated exchange is name=number");
        Path ledger = Files.writeString(other.resolve("ledger.jsonl"), "{\"kind\":\"fill\",\"seq\":1}\n");
        assertThatExceptionOfType(LibraryException.class)
                .isThrownBy(() -> NativeSimulator.open(NativeSimulator.options(ledger, Map.of())))
                .withMessageContaining("Line 1 of the exchange's ledger is damaged");
        exchange = NativeSimulator.open(options(Map.of()));
    }
}

package dev.aftm.infrastructure.dll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.market.Side;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.exchange.ExchangeContract;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of simulated exchanges behind the C interface: the contract of all exchanges, and the effects of faults. */
abstract class SimulatedLibraryContract implements ExchangeContract {

    @TempDir
    private Path folder = Path.of("");

    /** Open before each test. */
    protected DllExchange exchange = unopened();

    abstract DllExchange open(Map<String, String> options);

    /** The text of a login that was rejected by the fault {@code refuse_login}. */
    abstract String wordsOfRefusedLogin();

    @SuppressWarnings("NullAway") // Opened before each test.
    private static DllExchange unopened() {
        return null;
    }

    @BeforeEach
    final void openExchange() {
        exchange = open(options(Map.of()));
    }

    @AfterEach
    final void closeExchange() {
        if (exchange != null) {
            exchange.close();
        }
    }

    protected final Map<String, String> options(Map<String, String> more) {
        return NativeSimulator.options(folder.resolve("ledger.jsonl"), more);
    }

    protected final void reopen(Map<String, String> more) {
        exchange.close();
        exchange = open(options(more));
    }

    @Override
    public final Exchange exchange() {
        return exchange;
    }

    protected final List<String> ledgerLines() throws IOException {
        return Files.readAllLines(folder.resolve("ledger.jsonl"));
    }

    @Test
    void every_order_is_in_the_ledger_and_survives_a_restart() throws IOException {
        login();
        accepted("tag-1", Orders.market("TXFH1", Side.BUY, 2, "a \"quoted\" note \\ 許功蓋 台指期"));
        exchange.send(OrderEntryContract.tagged("tag-2", Orders.market("NOSUCH", Side.BUY, 1, "")));
        assertThat(ledgerLines()).hasSize(4);
        assertThat(ledgerLines().get(0))
                .startsWith("{\"kind\":\"order\",\"seq\":1,\"received_at\":")
                .contains(
                        "\"tag\":\"tag-1\",\"note\":\"a \\\"quoted\\\" note \\\\ 許功蓋 台指期\",\"account\":\"SIM0001\","
                                + "\"item_code\":\"TXFH1\",\"side\":\"buy\",\"order_type\":\"market\",\"price\":0,\"quantity\":2");
        reopen(Map.of());
        login();
        assertThat(accepted("tag-3", Orders.buy(1))).isEqualTo("000003");
        assertThat(exchange.simulatedMarket().orElseThrow().fillCount()).isEqualTo(2);
    }

    @Test
    void a_rejected_login_says_why() {
        reopen(Map.of("faults", "refuse_login=1"));
        exchange.login();
        eventsUntil(events -> exchange.state() != ExchangeSession.State.LOGGING_IN);
        assertThat(exchange.state()).isEqualTo(ExchangeSession.State.LOGGED_OUT);
        assertThat(exchange.loginRefusal()).hasValue(wordsOfRefusedLogin());
    }

    @Test
    void a_broken_connection_leaves_the_order_unknown_and_recovers() {
        reopen(Map.of("faults", "disconnect_every=1,disconnect_ms=50"));
        login();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> exchange.send(OrderEntryContract.tagged("tag-1", Orders.buy(1))));
        assertThat(exchange.send(OrderEntryContract.tagged("tag-2", Orders.buy(1))))
                .isEqualTo(new OrderAck.NotSent("The connection to the exchange is down."));
        eventsUntil(events -> exchange.state() == ExchangeSession.State.DISCONNECTED);
        eventsUntil(events -> exchange.state() == ExchangeSession.State.LOGGED_IN);
        assertThat(exchange.simulatedMarket().orElseThrow().orderCount())
                .as("the first order had arrived")
                .isEqualTo(1);
    }

    @Test
    void repeated_events_do_not_complete_an_answer() {
        reopen(Map.of("faults", "repeat_every=2,callback_threads=4"));
        login();
        for (int i = 1; i <= 20; i++) {
            accepted("tag-" + i, Orders.buy(1));
        }
        var answer = exchange.resendFills();
        eventsUntil(events -> answer.isDone());
        assertThat(answer).isCompletedWithValue(20);
    }
}

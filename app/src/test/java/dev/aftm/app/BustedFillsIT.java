package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.FillKind;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.request.GatewayAddress;
import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.gateway.order.OrderInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fills that the exchange voids or corrects, from the native library to the client, in real processes. */
@Tag("long")
@Timeout(300)
final class BustedFillsIT {

    private final AftmProcess.Home home;

    BustedFillsIT(@TempDir Path folder) throws IOException {
        home = NativeLibraryIT.onLibrary(folder, NativeLibrary.orSkip());
    }

    /** Positions as a client computes them: of all entries of a trade the last one counts, a bust for nothing. */
    private static Map<String, Long> fromFills(DllGatewayClient client, String account) {
        Map<String, Fill> trades = new HashMap<>();
        FillPage page;
        long since = 0;
        do {
            page = client.getFills(account, since);
            since = page.sequence();
            page.fills().forEach(entry -> {
                String key = entry.tradingDay() + " " + entry.number();
                trades.put(key, entry.fill());
                if (entry.kind() == FillKind.BUSTED) {
                    trades.remove(key);
                }
            });
        } while (page.more());
        Map<String, Long> held = new HashMap<>();
        trades.values()
                .forEach(fill -> held.merge(fill.itemCode(), (long) fill.side().sign() * fill.quantity(), Long::sum));
        held.values().removeIf(quantity -> quantity == 0);
        return held;
    }

    private static Map<String, Long> positions(DllGatewayClient client, String account) {
        Map<String, Long> held = new HashMap<>();
        client.getPositions(account).forEach(position -> held.put(position.itemCode(), position.quantity()));
        return held;
    }

    @Test
    void busts_and_corrections_change_orders_and_positions() throws IOException, InterruptedException {
        home.with("SIMULATOR_FAULTS", "bust_every=3,correct_every=2,live_ticks_ms=5")
                .with("REGISTERED_ITEM", "TXFH1")
                // Until the busts come, the account holds more than the profile for real exchanges allows.
                .with("RISK_PROFILE", "off")
                .with("ORDER_ACCOUNT", "REAL1");
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway serves requests");
            for (int i = 0; i < 12; i++) {
                AftmProcess.Result sent =
                        home.run("order", "send", "--item", "TXFH1", "--side", "buy", "--quantity", "2");
                assertThat(sent.exitCode()).as(sent.out() + sent.err()).isZero();
            }
            try (DllGatewayClient client = client()) {
                // 4 of 12 fills are busted, and 4 corrected to 1 contract.
                Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                    assertThat(fromFills(client, "REAL1")).isEqualTo(Map.of("TXFH1", 12L));
                    assertThat(positions(client, "REAL1")).isEqualTo(Map.of("TXFH1", 12L));
                    assertThat(client.getOrders("REAL1", 0, null).orders())
                            .extracting(order -> order.status() + " " + order.filled() + " " + order.cancelled())
                            .containsOnly("FILLED 2 0", "CANCELLED 1 1", "CANCELLED 0 2");
                });
            }
            gateway.stop();
        }
        try (AftmProcess gateway =
                home.with("SIMULATOR_FAULTS", "live_ticks_ms=5").start("gateway")) {
            gateway.says("The gateway serves requests");
            try (DllGatewayClient client = client()) {
                Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                    assertThat(fromFills(client, "REAL1")).isEqualTo(Map.of("TXFH1", 12L));
                    assertThat(client.getOrders("REAL1", 0, null).orders().stream()
                                    .mapToInt(OrderInfo::filled)
                                    .sum())
                            .isEqualTo(12);
                });
            }
            assertThat(home.run("health", "--json").out()).doesNotContain("according to the known fills");
            gateway.stop();
        }
    }

    private DllGatewayClient client() {
        return new DllGatewayClient(new GatewayAddress(
                "tcp://127.0.0.1:" + home.gatewayPort(), Duration.ofSeconds(5), Duration.ofSeconds(5), 3));
    }
}

package dev.aftm.app.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.domain.strategy.SignalReason;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.gateway.SilentGateway;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.port.signal.OutgoingSignal;
import dev.aftm.interactor.port.signal.SignalAck;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the executor's real objects, from a signal to a gateway that only records requests. */
final class OrderExecutorComponentTest {

    private static final class NotingGateway extends SilentGateway {
        private final List<OrderRequest> requests = new ArrayList<>();

        @Override
        public OrderResponse sendOrder(OrderRequest request) {
            requests.add(request);
            return new OrderResponse(true, request.order().note(), "000001", "0", "", false);
        }

        @Override
        public OrderInfo getOrder(String account, String requestId) {
            OrderRequest sent = requests.get(0);
            return new OrderInfo(
                    1,
                    account,
                    requestId,
                    "tag",
                    sent.order(),
                    OrderStatus.FILLED,
                    "000001",
                    BigDecimal.ZERO,
                    sent.order().quantity(),
                    0,
                    BigDecimal.ZERO,
                    "",
                    "",
                    LocalDate.EPOCH,
                    Instant.EPOCH);
        }
    }

    private static TradingSignal signal() {
        return new TradingSignal(
                "0123456789abcdef-7-entry",
                7,
                Instant.EPOCH,
                "TXFH1",
                Side.BUY,
                2,
                BigDecimal.valueOf(17_305),
                SignalReason.ENTRY);
    }

    @Test
    void a_signal_older_than_the_account_selection_is_not_sent(@TempDir Path folder) {
        NotingGateway gateway = new NotingGateway();
        Settings settings = Settings.load(Map.of(), Map.of(), folder);
        Instant since = Instant.now();
        Instant expiresAt = since.plus(settings.signalLife()).minusMillis(1);
        SignalAck ack = DaggerOrderExecutorProcessComponent.factory()
                .create(settings, gateway, "ACC43", () -> since, (executed, told) -> {})
                .signalExecutor()
                .execute(new OutgoingSignal(signal(), expiresAt));
        assertThat(ack.result()).isEqualTo(SignalAck.Result.UNKNOWN);
        assertThat(gateway.requests).isEmpty();
    }

    @Test
    void one_signal_becomes_exactly_one_order_request(@TempDir Path folder) {
        NotingGateway gateway = new NotingGateway();
        List<SignalAck> observed = new ArrayList<>();
        Instant since = Instant.EPOCH;
        Settings settings = Settings.load(Map.of(), Map.of(), folder);
        Instant expiresAt = Instant.now().plusSeconds(60);

        SignalAck ack = DaggerOrderExecutorProcessComponent.factory()
                .create(settings, gateway, "ACC42", () -> since, (executed, told) -> observed.add(told))
                .signalExecutor()
                .execute(new OutgoingSignal(signal(), expiresAt));

        assertThat(gateway.requests)
                .containsExactly(new OrderRequest(
                        "0123456789abcdef-7-entry",
                        "ACC42",
                        new NewOrder(
                                "TXFH1",
                                Side.BUY,
                                OrderType.MARKET,
                                BigDecimal.ZERO,
                                2,
                                PositionEffect.AUTO,
                                false,
                                TimeInForce.IOC,
                                "From AFTM Gateway"),
                        expiresAt,
                        "entry of condition 7 by the tick of 1970-01-01T00:00:00Z at 17305"));
        assertThat(ack).isEqualTo(new SignalAck(signal().id(), SignalAck.Result.ACCEPTED));
        assertThat(observed).containsExactly(ack);
    }
}

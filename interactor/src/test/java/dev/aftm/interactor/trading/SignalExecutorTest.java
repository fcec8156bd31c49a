package dev.aftm.interactor.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.execution.OrderExecutorGateway;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.strategy.SignalReason;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.interactor.TestWiring;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.FakeExchange;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.signal.OutgoingSignal;
import dev.aftm.interactor.port.signal.SignalAck;
import dev.aftm.interactor.port.signal.SignalAck.Result;
import dev.aftm.interactor.position.TradeBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SignalExecutorTest {

    private final FakeClock clock = new FakeClock();
    private final FakeExchange exchange = new FakeExchange();
    private final List<SignalAck> observed = new ArrayList<>();
    private Instant oldestExpiry = Instant.EPOCH;

    private final DllGatewayServiceInterface gateway = TestWiring.embedded(
            clock,
            exchange,
            new FakeOrderJournal(clock),
            new TradeBook(),
            IntakePolicy.of(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ZERO, false, Duration.ofSeconds(5)),
            () -> false,
            "test");

    private final SignalExecutor executor = new SignalExecutor(
            new OrderExecutorGateway(new GatewayOrderSubmission(gateway, "SIM0001", clock, duration -> {
                clock.advance(duration);
                return true;
            })),
            () -> oldestExpiry,
            (signal, ack) -> observed.add(ack));

    private Result execute(Instant expiresAt) {
        TradingSignal signal = new TradingSignal(
                TradingSignal.id("store", 1, SignalReason.ENTRY),
                1,
                clock.now(),
                FakeExchange.ITEM,
                Side.BUY,
                1,
                BigDecimal.valueOf(17_300),
                SignalReason.ENTRY);
        SignalAck ack = executor.execute(new OutgoingSignal(signal, expiresAt));
        assertThat(observed).last().isEqualTo(ack);
        assertThat(ack.signalId()).isEqualTo(signal.id());
        return ack.result();
    }

    @Test
    void a_signal_is_accepted_also_when_it_is_repeated() {
        assertThat(execute(clock.now().plusSeconds(30))).isEqualTo(Result.ACCEPTED);
        assertThat(execute(clock.now().plusSeconds(30))).isEqualTo(Result.ACCEPTED);
        assertThat(exchange.received()).hasSize(1);
    }

    @Test
    void a_signal_whose_order_is_rejected_is_rejected() {
        exchange.behave(order -> new OrderAck.Rejected("7", "No margin."));
        assertThat(execute(clock.now().plusSeconds(30))).isEqualTo(Result.REJECTED);
    }

    @Test
    void a_late_signal_is_expired() {
        assertThat(execute(clock.now().minusSeconds(1))).isEqualTo(Result.EXPIRED);
        assertThat(exchange.received()).isEmpty();
    }

    @Test
    void a_signal_sent_for_another_account_is_unknown() {
        oldestExpiry = clock.now().plusSeconds(60);
        assertThat(execute(clock.now().plusSeconds(30))).isEqualTo(Result.UNKNOWN);
        assertThat(exchange.received()).isEmpty();
    }
}

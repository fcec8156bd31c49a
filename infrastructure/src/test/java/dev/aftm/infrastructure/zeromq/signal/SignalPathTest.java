package dev.aftm.infrastructure.zeromq.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aftm.domain.execution.OrderExecutorGateway;
import dev.aftm.domain.execution.OrderOutcome;
import dev.aftm.domain.execution.OrderSubmission;
import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.domain.strategy.ConditionState;
import dev.aftm.domain.strategy.SupportResistanceStrategy;
import dev.aftm.infrastructure.runtime.SystemClock;
import dev.aftm.infrastructure.zeromq.publication.TickPublisherSocket;
import dev.aftm.infrastructure.zeromq.socket.Sockets;
import dev.aftm.interactor.port.publication.SequencedTick;
import dev.aftm.interactor.port.publication.TickAckReceiver;
import dev.aftm.interactor.port.store.FakeStrategyStore;
import dev.aftm.interactor.trading.SignalExecutor;
import dev.aftm.interactor.trading.StrategyCounts;
import dev.aftm.interactor.trading.StrategyRunner;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Tests ticks to the strategy and signals to the executor over real sockets. */
@Timeout(60)
final class SignalPathTest {

    private final TickPublisherSocket publisher = new TickPublisherSocket("tcp://127.0.0.1:*");
    private final List<String> submitted = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> confirmed = new ConcurrentLinkedQueue<>();
    private volatile OrderOutcome outcome = new OrderOutcome.Accepted("000001");
    private final SignalServer server = new SignalServer(
            "tcp://127.0.0.1:*",
            new SignalExecutor(
                    new OrderExecutorGateway(new OrderSubmission() {
                        @Override
                        public OrderOutcome submit(String id, NewOrder order, Instant expiresAt, String cause) {
                            submitted.add(id);
                            return outcome;
                        }

                        @Override
                        public OptionalInt filled(String id) {
                            return OptionalInt.of(1);
                        }
                    }),
                    () -> Instant.MIN,
                    (signal, answer) -> {}));
    private final FakeStrategyStore store = new FakeStrategyStore();

    private StrategyLoop loop(TickAckReceiver tickAck) {
        return new StrategyLoop(
                publisher.address(),
                server.address(),
                channel -> new StrategyRunner(
                        new SystemClock(),
                        new SupportResistanceStrategy(store.storeId(), "TXFH1"),
                        store,
                        channel,
                        tickAck,
                        Duration.ofSeconds(30),
                        new StrategyCounts()),
                failures::add);
    }

    @AfterEach
    void close() {
        publisher.close();
        server.close();
    }

    private void addBuy() {
        store.add(List.of(new ConditionPlan(
                Side.BUY,
                BigDecimal.valueOf(17_300),
                1,
                BigDecimal.valueOf(15),
                BigDecimal.valueOf(90),
                BigDecimal.valueOf(30),
                false,
                null)));
    }

    private void publish(long sequence, int price) {
        Tick tick = new Tick("TXFH1", Instant.EPOCH, BigDecimal.valueOf(price), 1);
        publisher.publish(new SequencedTick("feed", sequence, sequence, true, tick));
        publisher.flush();
    }

    /** Publishes the tick until it is acknowledged, because a subscription takes a moment to take effect. */
    private void publishUntilConfirmed(long sequence, int price) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    publish(sequence, price);
                    return confirmed.contains(sequence);
                });
    }

    @Test
    void an_acknowledged_signal_acknowledges_its_tick() {
        addBuy();
        server.start();
        try (StrategyLoop loop = loop((feed, sequence, signals) -> confirmed.add(sequence))) {
            loop.start();
            publishUntilConfirmed(1, 17_300);
            publishUntilConfirmed(2, 17_315);
        }
        assertThat(submitted).containsExactly("0123456789abcdef-1-entry");
        assertThat(store.conditions()).extracting(Condition::state).containsExactly(ConditionState.ORDERED);
        assertThat(failures).isEmpty();
    }

    @Test
    void a_signal_waits_for_an_executor_that_starts_later() {
        addBuy();
        try (StrategyLoop loop = loop((feed, sequence, signals) -> confirmed.add(sequence))) {
            loop.start();
            publishUntilConfirmed(1, 17_300);
            publish(2, 17_315);
            outcome = new OrderOutcome.Unknown("EXCHANGE_TIMEOUT", "Silence.");
            server.start();
            publishUntilConfirmed(2, 17_315);
        }
        assertThat(store.conditions()).extracting(Condition::state).containsExactly(ConditionState.IN_DOUBT);
    }

    @Test
    void a_failed_strategy_reports_once_and_stops() {
        try (StrategyLoop loop = loop((feed, sequence, signals) -> {
            throw new IllegalStateException("The store is gone.");
        })) {
            loop.start();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        publish(1, 17_300);
                        return !failures.isEmpty();
                    });
            publish(1, 17_300);
        }
        assertThat(failures).hasSize(1);
    }

    @Test
    void the_executor_survives_messages_that_are_not_signals() {
        addBuy();
        server.start();
        try (ZContext context = new ZContext();
                ZMQ.Socket stranger = Sockets.connecting(context, SocketType.DEALER)) {
            stranger.connect(server.address());
            stranger.send("not JSON");
            stranger.send("{\"signal_id\":\"short\"}");
            stranger.send("{\"signal_id\":\"12345678\",\"condition_id\":1,\"when\":0,\"item_code\":\"A\","
                    + "\"side\":\"hold\",\"quantity\":1,\"price\":1,\"reason\":\"entry\",\"expires_at\":1}");
            stranger.send(new byte[0]);
            stranger.setReceiveTimeOut(20_000);
            stranger.send("{\"signal_id\":\"abcdefgh\",\"condition_id\":1,\"when\":0,\"item_code\":\"A\","
                    + "\"side\":\"buy\",\"quantity\":1,\"price\":1,\"reason\":\"entry\",\"expires_at\":1}");
            assertThat(new String(stranger.recv(), StandardCharsets.UTF_8))
                    .as("an invalid signal that contains its id")
                    .isEqualTo("{\"ack\":\"12345678\",\"result\":\"rejected\"}");
            assertThat(new String(stranger.recv(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"ack\":\"abcdefgh\",\"result\":\"accepted\"}");
        }
        assertThat(submitted).containsExactly("abcdefgh");
    }
}

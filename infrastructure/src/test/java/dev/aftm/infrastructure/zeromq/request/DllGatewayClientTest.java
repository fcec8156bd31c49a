package dev.aftm.infrastructure.zeromq.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.aftm.domain.market.Instrument;
import dev.aftm.infrastructure.zeromq.publication.TickPublisherSocket;
import dev.aftm.infrastructure.zeromq.socket.PortInUseException;
import dev.aftm.interactor.gateway.DllGatewayServiceContract;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.SessionInfo.Choice;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.GatewayUnavailableException;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.publication.TickAckReceiver;
import dev.aftm.interactor.port.publication.TickAckReceiverContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the client over a real socket with the same contract as the embedded gateway. */
@Timeout(60)
final class DllGatewayClientTest implements DllGatewayServiceContract, TickAckReceiverContract {

    private final GatewayFixture fixture = new GatewayFixture();
    private final DllGatewayClient client = fixture.client();

    @AfterEach
    void close() {
        client.close();
        fixture.close();
    }

    @Override
    public DllGatewayServiceInterface gateway() {
        return client;
    }

    @Override
    public long ordersAtExchange() {
        return fixture.exchange.orderCount();
    }

    @Override
    public TickAckReceiver tickAck() {
        return client;
    }

    @Override
    public List<String> confirmed(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> fixture.confirmed.size() >= count);
        return List.copyOf(fixture.confirmed);
    }

    @Test
    void one_connection_serves_all_threads_of_a_process()
            throws ExecutionException, InterruptedException, TimeoutException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<OrderResponse>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String id = "request-" + i / 2;
                answers.add(threads.submit(() -> client.sendOrder(Orders.request(id, Orders.buy(1)))));
            }
            int replayed = 0;
            for (Future<OrderResponse> answer : answers) {
                replayed += answer.get(30, TimeUnit.SECONDS).replayed() ? 1 : 0;
            }
            assertThat(replayed).isEqualTo(100);
            assertThat(ordersAtExchange()).isEqualTo(100);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void one_thread_can_have_many_orders_in_flight() throws ExecutionException, InterruptedException, TimeoutException {
        List<CompletableFuture<OrderResponse>> answers = IntStream.range(0, 200)
                .mapToObj(i -> client.sendOrderAsync(Orders.request("request-" + i, Orders.buy(1))))
                .toList();
        Set<String> serials = new HashSet<>();
        for (CompletableFuture<OrderResponse> answer : answers) {
            serials.add(answer.get(30, TimeUnit.SECONDS).orderSerial());
        }
        assertThat(serials).hasSize(200);
        assertThat(ordersAtExchange()).isEqualTo(200);
    }

    @Test
    void an_operator_selects_account_and_instrument_for_all() {
        String token = GatewayFixture.OPERATOR_TOKEN;
        assertThat(client.getSession().account()).isNull();
        client.selectAccount("A2", token);
        client.register("TXFH1", token);
        SessionInfo session = client.getSession();
        assertThat(session.account()).extracting(Choice::code).isEqualTo("A2");
        assertThat(session.instrument()).extracting(Choice::code).isEqualTo("TXFH1");
        assertThat(client.getInstruments()).extracting(Instrument::itemCode).containsExactly("TXFH1");
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> client.register("NONE1", token))
                .withMessage("The exchange does not list the instrument NONE1.");
        assertThatExceptionOfType(DllGatewayException.class)
                .isThrownBy(() -> client.selectAccount("A3", "a guess"))
                .withMessageContaining("operator.token");
        assertThat(client.getSession().account()).extracting(Choice::code).isEqualTo("A2");
    }

    @Test
    void orders_are_rejected_between_logout_and_login() {
        String token = GatewayFixture.OPERATOR_TOKEN;
        client.logout(token);
        assertThat(client.getSession().loggedIn()).isFalse();
        assertThatExceptionOfType(GatewayUnavailableException.class)
                .isThrownBy(() -> client.sendOrder(Orders.request("request-1", Orders.buy(1))))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NOT_LOGGED_IN));
        client.login(token);
        assertThat(client.sendOrder(Orders.request("request-1", Orders.buy(1))).isSendOrder())
                .isTrue();
    }

    @Test
    void health_reports_the_latency_of_operations() {
        client.sendOrder(Orders.request("request-1", Orders.buy(1)));
        client.getPositions(Orders.ACCOUNT);
        GatewayHealth health = client.healthCheck();
        assertThat(health.version()).isEqualTo("test");
        assertThat(health.operations())
                .extracting(GatewayHealth.OperationLatency::operation)
                .contains("get_positions", "send_order");
        assertThat(health.operations()).allSatisfy(latency -> {
            assertThat(latency.count()).isPositive();
            assertThat(latency.p99Micros()).isGreaterThanOrEqualTo(latency.p50Micros());
        });
    }

    @Test
    void a_port_in_use_is_reported_in_one_sentence() {
        assertThatExceptionOfType(PortInUseException.class)
                .isThrownBy(() -> new TickPublisherSocket(fixture.address()))
                .withMessageContaining(fixture.address())
                .withMessageContaining("choose another port");
    }
}

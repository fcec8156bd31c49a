package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.CancelOrder;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderReference;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.infrastructure.zeromq.publication.OrderSubscription;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.request.GatewayAddress;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.gateway.order.OrderRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests an order subscription over a connection that is slow or cut, and while the gateway is killed. */
final class OrderEventsIT {

    private static final String ACCOUNT = "SIM0001";

    @TempDir
    private Path folder;

    private AftmProcess.Home home;
    private final Random random = new Random(1);
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void setUp() throws IOException {
        home = new AftmProcess.Home(folder);
    }

    /** A proxied connection that can be cut. */
    private static final class Line implements AutoCloseable {
        private final ServerSocket server;
        private final int target;
        private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
        private volatile boolean isCut;

        Line(int target) throws IOException {
            this.target = target;
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            daemon(this::accept);
        }

        private static void daemon(Runnable work) {
            Thread thread = new Thread(work, "line");
            thread.setDaemon(true);
            thread.start();
        }

        String address() {
            return "tcp://127.0.0.1:" + server.getLocalPort();
        }

        void cut() {
            isCut = true;
            sockets.forEach(Line::close);
            sockets.clear();
        }

        void mend() {
            isCut = false;
        }

        private void accept() {
            while (!server.isClosed()) {
                try {
                    Socket near = server.accept();
                    if (isCut) {
                        near.close();
                        continue;
                    }
                    Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                    sockets.addAll(List.of(near, far));
                    daemon(() -> pump(near, far));
                    daemon(() -> pump(far, near));
                } catch (IOException e) {
                    // The gateway is down, or the test is over.
                }
            }
        }

        private static void pump(Socket from, Socket to) {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // One side has closed the connection.
            }
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            cut();
            server.close();
        }
    }

    private DllGatewayClient client(int retries) {
        return new DllGatewayClient(new GatewayAddress(
                "tcp://127.0.0.1:" + home.gatewayPort(), Duration.ofSeconds(2), Duration.ofSeconds(2), retries));
    }

    private void trade(DllGatewayClient gateway, int orders) {
        for (int i = 0; i < orders; i++) {
            boolean rests = random.nextBoolean();
            NewOrder order = new NewOrder(
                    "TXFH1",
                    random.nextBoolean() ? Side.BUY : Side.SELL,
                    rests ? OrderType.LIMIT : OrderType.MARKET,
                    rests ? BigDecimal.valueOf(random.nextBoolean() ? 1 : 90_000) : BigDecimal.ZERO,
                    1 + random.nextInt(5),
                    PositionEffect.AUTO,
                    false,
                    rests ? TimeInForce.ROD : TimeInForce.IOC,
                    "");
            String id = "order-" + (1000 + ids.size());
            ids.add(id);
            gateway.sendOrder(new OrderRequest(id, ACCOUNT, order, null));
            if (random.nextInt(3) == 0) {
                String target = ids.get(random.nextInt(ids.size()));
                gateway.changeOrder(new ChangeRequest(
                        "cancel-" + id, ACCOUNT, new CancelOrder(new OrderReference.ByRequestId(target)), null));
            }
        }
    }

    private static Map<String, OrderInfo> byId(List<OrderInfo> orders) {
        // Sequence numbers restart with the gateway, so they are not compared.
        return orders.stream()
                .map(order -> new OrderInfo(
                        0,
                        order.account(),
                        order.requestId(),
                        order.tag(),
                        order.order(),
                        order.status(),
                        order.orderSerial(),
                        order.price(),
                        order.filled(),
                        order.cancelled(),
                        order.averagePrice(),
                        order.code(),
                        order.text(),
                        order.tradingDay(),
                        order.intendedAt()))
                .collect(Collectors.toMap(OrderInfo::requestId, Function.identity()));
    }

    private Map<String, OrderInfo> atGateway(DllGatewayClient gateway) {
        List<OrderInfo> all = new ArrayList<>();
        OrderPage page;
        long since = 0;
        do {
            page = gateway.getOrders(ACCOUNT, since, null);
            all.addAll(page.orders());
            since = page.sequence();
        } while (page.more());
        return byId(all);
    }

    private void awaitSame(OrderSubscription subscription, DllGatewayClient gateway) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(subscription::isCurrent);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreException(DllGatewayException.class)
                .untilAsserted(() -> {
                    Map<String, OrderInfo> there = atGateway(gateway);
                    assertThat(there.keySet()).containsAll(ids);
                    assertThat(byId(subscription.orders())).isEqualTo(there);
                });
    }

    private AftmProcess startGateway() throws IOException {
        AftmProcess gateway = home.start("gateway");
        gateway.says("The gateway serves requests");
        return gateway;
    }

    @Test
    void a_subscription_recovers_from_pauses_cuts_and_restarts() throws IOException, InterruptedException {
        CountDownLatch pause = new CountDownLatch(1);
        List<Boolean> current = new ArrayList<>();
        OrderSubscription.Listener listener = new OrderSubscription.Listener() {
            @Override
            public void onOrder(OrderInfo order) {
                if (ids.size() > 60 && pause.getCount() > 0) {
                    awaitEndOf(pause);
                }
            }

            @Override
            public void onCurrent(boolean isCurrent) {
                synchronized (current) {
                    current.add(isCurrent);
                }
            }
        };
        AftmProcess gateway = startGateway();
        try (Line line = new Line(home.port("ZMQ_EVENT_PORT"));
                DllGatewayClient trader = client(30);
                DllGatewayClient asking = client(0);
                OrderSubscription follower = new OrderSubscription(asking, line.address(), ACCOUNT, listener)) {
            trade(trader, 60);
            awaitSame(follower, trader);

            trade(trader, 40);
            pause.countDown();
            awaitSame(follower, trader);

            line.cut();
            trade(trader, 40);
            awaitSame(follower, trader);
            line.mend();
            trade(trader, 40);
            awaitSame(follower, trader);

            gateway.kill();
            gateway.end();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !follower.isCurrent());
            gateway = startGateway();
            trade(trader, 40);
            awaitSame(follower, trader);
            synchronized (current) {
                assertThat(current)
                        .as("the reported changes of isCurrent")
                        .startsWith(true)
                        .contains(false);
            }
        } finally {
            gateway.close();
        }
    }

    private static void awaitEndOf(CountDownLatch latch) {
        try {
            var unused = latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

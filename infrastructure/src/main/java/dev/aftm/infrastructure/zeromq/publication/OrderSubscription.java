package dev.aftm.infrastructure.zeromq.publication;

import dev.aftm.infrastructure.zeromq.codec.OrderUpdateWire;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import dev.aftm.infrastructure.zeromq.socket.Sockets;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.trading.OrderReplica;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Follows an account's orders. Receives each update as it is published, and queries the gateway for missing updates after a
 * gap, a lost connection or a restart of the gateway. Reports whether its orders are current.
 *
 * <p>{@link #orders} and {@link #isCurrent} may be called from any thread; the listener is called on the subscription's own.
 */
public final class OrderSubscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrderSubscription.class);

    /** Interval of the queries for missed updates, which also show that the gateway is running. */
    private static final long ASK_NANOS = Duration.ofSeconds(1).toNanos();

    /** Delay before a gap is queried; updates that are still on their way may close it. */
    private static final long HEAL_NANOS = Duration.ofMillis(20).toNanos();

    /** The orders are not current if the gateway has not answered for this long. */
    private static final long CURRENT_NANOS = Duration.ofMillis(2500).toNanos();

    private static final int WAIT_MILLIS = 20;

    /** Receives order updates, on the subscription's thread. */
    public interface Listener {

        /** Called when an order is new or has changed. */
        void onOrder(OrderInfo order);

        /** Called when the orders become current, or stop being current. */
        void onCurrent(boolean isCurrent);
    }

    private final DllGatewayClient gateway;
    private final String account;
    private final Listener listener;
    private final OrderReplica replica;
    private final ZContext context = new ZContext();
    private final ZMQ.Socket subscriber;
    private final Thread thread;
    private long nextAskNanos = System.nanoTime();
    private long answeredNanos;
    private boolean wasAnswered;
    private boolean saidCurrent;
    private boolean hasChanged;
    private volatile List<OrderInfo> shown = List.of();
    private volatile boolean current;
    private volatile boolean stopping;

    /**
     * Starts the subscription's thread.
     *
     * @param gateway queried for missed updates; not closed here. Use a short time-out and no retries
     * @param eventAddress where order updates are published
     */
    public OrderSubscription(DllGatewayClient gateway, String eventAddress, String account, Listener listener) {
        this.gateway = gateway;
        this.account = account;
        this.listener = listener;
        this.replica = new OrderReplica(order -> {
            hasChanged = true;
            listener.onOrder(order);
        });
        this.subscriber = Sockets.connecting(context, SocketType.SUB);
        subscriber.subscribe(OrderUpdateWire.topic(account));
        subscriber.setReceiveTimeOut(WAIT_MILLIS);
        subscriber.connect(eventAddress);
        this.thread = new Thread(this::run, "order-subscription");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the orders, in the order in which they became known. */
    public List<OrderInfo> orders() {
        return shown;
    }

    /** Returns whether no update is known to be missing and the gateway has answered recently. */
    public boolean isCurrent() {
        return current;
    }

    private void run() {
        while (!stopping) {
            receive();
            ask();
            show();
        }
        subscriber.close();
    }

    private void receive() {
        for (byte[] topic = subscriber.recv(); topic != null; topic = subscriber.recv(ZMQ.DONTWAIT)) {
            byte[] body = subscriber.hasReceiveMore() ? subscriber.recv() : null;
            if (body == null) {
                continue;
            }
            try {
                OrderUpdateWire.Updates updates = OrderUpdateWire.read(body);
                boolean wasWhole = replica.isWhole();
                replica.onUpdates(updates.feedId(), updates.changed());
                if (wasWhole && !replica.isWhole()) {
                    nextAskNanos = Math.min(nextAskNanos, System.nanoTime() + HEAL_NANOS);
                }
            } catch (IllegalArgumentException e) {
                LOG.warn("A published message was ignored: it is not an order update.");
            }
        }
    }

    private void ask() {
        if (System.nanoTime() - nextAskNanos < 0) {
            return;
        }
        try {
            while (replica.onPage(gateway.getOrders(account, replica.since(), null)) && !stopping) {
                LOG.debug("There are more orders to query.");
            }
            for (String requestId : replica.idsToQuery()) {
                askFor(requestId);
            }
            answeredNanos = System.nanoTime();
            wasAnswered = true;
        } catch (DllGatewayException e) {
            LOG.debug("The gateway did not return its orders.", e);
        }
        nextAskNanos = System.nanoTime() + (replica.isWhole() ? ASK_NANOS : HEAL_NANOS);
    }

    private void askFor(String requestId) {
        try {
            replica.onOrder(gateway.getOrder(account, requestId));
        } catch (DllGatewayException e) {
            if (e.code() != ErrorCode.ORDER_NOT_FOUND) {
                throw e;
            }
            LOG.warn("The gateway no longer knows order {}.", requestId);
            replica.onGone(requestId);
            hasChanged = true;
        }
    }

    private void show() {
        if (hasChanged) {
            hasChanged = false;
            shown = List.copyOf(replica.orders());
        }
        boolean now = replica.isWhole() && wasAnswered && System.nanoTime() - answeredNanos < CURRENT_NANOS;
        current = now;
        if (now != saidCurrent) {
            saidCurrent = now;
            listener.onCurrent(now);
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(Duration.ofSeconds(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.close();
    }
}

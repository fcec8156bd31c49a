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
 * Follows an account's orders: hears of each change as it is published, and asks the gateway for what was lost, after a gap,
 * a lost connection or a gateway that was started anew. It says whether what it shows is current.
 *
 * <p>{@link #orders} and {@link #isCurrent} may be called from any thread; the listener is called on the subscription's own.
 */
public final class OrderSubscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrderSubscription.class);

    /** How often the gateway is asked whether anything was missed; also shows that it is there. */
    private static final long ASK_NANOS = Duration.ofSeconds(1).toNanos();

    /** How soon a gap is healed; what is on its way may close it by itself. */
    private static final long HEAL_NANOS = Duration.ofMillis(20).toNanos();

    /** After this long without an answer, what is shown is not current. */
    private static final long CURRENT_NANOS = Duration.ofMillis(2500).toNanos();

    private static final int WAIT_MILLIS = 20;

    /** Who wants to know. */
    public interface Listener {

        /** An order is new, or has changed. */
        void onOrder(OrderInfo order);

        /** What is shown is current from now on, or is not any more. */
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
     * Begins to follow.
     *
     * @param gateway asked for what was lost; not closed by this. A short time-out and no retries suit it
     * @param eventAddress where changes are published
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

    /** The orders, in the order in which they became known. */
    public List<OrderInfo> orders() {
        return shown;
    }

    /** Whether nothing is known to be missing, and the gateway has said so lately. */
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
                LOG.warn("A published message that is no change of an order was ignored.");
            }
        }
    }

    private void ask() {
        if (System.nanoTime() - nextAskNanos < 0) {
            return;
        }
        try {
            while (replica.onPage(gateway.getOrders(account, replica.since(), null)) && !stopping) {
                LOG.debug("There are more orders to be asked for.");
            }
            for (String requestId : replica.toAskFor()) {
                askFor(requestId);
            }
            answeredNanos = System.nanoTime();
            wasAnswered = true;
        } catch (DllGatewayException e) {
            LOG.debug("The gateway does not tell its orders.", e);
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
            LOG.warn("The gateway does not know order {} any more.", requestId);
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

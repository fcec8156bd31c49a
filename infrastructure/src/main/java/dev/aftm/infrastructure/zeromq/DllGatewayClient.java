package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.gateway.DllGatewayException;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.gateway.GatewayConnectionException;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.GatewayTimeoutException;
import dev.aftm.interactor.gateway.OrderRequest;
import dev.aftm.interactor.gateway.OrderResponse;
import dev.aftm.interactor.gateway.OrderSent;
import dev.aftm.interactor.gateway.PositionInfo;
import dev.aftm.interactor.port.TickConfirmation;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMonitor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The gateway from another process. One long-lived connection serves all threads of this one; each attempt carries a
 * number of its own, so that a late answer to one is never taken for the answer to another. Silence is answered with the
 * same request again, under the same id, after a growing pause.
 *
 * <p>Safe for any number of threads.
 */
public final class DllGatewayClient implements DllGatewayServiceInterface, TickConfirmation, AutoCloseable {

    private static final long FIRST_BACKOFF_MILLIS = 50;
    private static final long LONGEST_BACKOFF_MILLIS = 1000;
    private static final long SEND_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final byte[] DELIMITER = new byte[0];

    private final GatewayAddress gateway;
    private final AtomicLong attempts = new AtomicLong();
    private final ZContext context = new ZContext();
    private final ZMQ.Socket dealer;
    private final SocketLoop loop;
    // All of these belong to the loop's thread.
    private final Map<Long, Attempt> awaitingReply = new LinkedHashMap<>();
    private final Map<Long, Attempt> awaitingConnection = new LinkedHashMap<>();

    private boolean connected;

    private static final class Attempt {
        private final long number;
        private final byte[] body;
        private final boolean repeatable;
        private long connectBy;
        private final CompletableFuture<byte[]> reply = new CompletableFuture<>();
        private volatile boolean sent;

        private Attempt(long number, byte[] body, boolean repeatable, long connectBy) {
            this.number = number;
            this.body = body;
            this.repeatable = repeatable;
            this.connectBy = connectBy;
        }
    }

    private record Request(
            String operation,
            Object parameters,
            @Nullable String requestId,
            @Nullable Long expiresAt) {

        /** Whether sending it twice does no harm: anything but an order that has no id. */
        boolean isRepeatable() {
            return requestId != null || !operation.equals(SendOrderHandler.OPERATION);
        }
    }

    public DllGatewayClient(GatewayAddress gateway) {
        this.gateway = gateway;
        this.loop = new SocketLoop("gateway-client", context, this::onTimer);
        this.dealer = Sockets.connecting(context, SocketType.DEALER);
        // Nothing is queued for a gateway that is not there: an order must not lie in wait for its return.
        dealer.setImmediate(false);
        // A connection counts when the peer has greeted: one whose handshake never starts would swallow what is sent.
        dealer.setEventHook(
                (ZEvent event) -> loop.execute(
                        event.getEvent() == ZMonitor.Event.HANDSHAKE_PROTOCOL
                                ? this::onConnected
                                : this::onDisconnected),
                ZMQ.EVENT_HANDSHAKE_PROTOCOL | ZMQ.EVENT_DISCONNECTED);
        dealer.connect(gateway.address());
        loop.add(dealer, this::onMessage);
        loop.start();
    }

    @Override
    public OrderResponse sendOrder(OrderRequest request) {
        Long expiresAt =
                request.expiresAt() == null ? null : request.expiresAt().toEpochMilli();
        JsonNode data =
                call(new Request(SendOrderHandler.OPERATION, OrderWire.of(request), request.requestId(), expiresAt));
        SendOrderHandler.Data order = read(data, SendOrderHandler.Data.class, OrderSent.UNKNOWN);
        return new OrderResponse(
                order.isSendOrder(),
                order.note(),
                order.orderSerial(),
                order.errorCode(),
                order.errorMessage(),
                Boolean.TRUE.equals(order.replayed()));
    }

    @Override
    public List<PositionInfo> getPositions(String account) {
        JsonNode data = call(new Request(GetPositionsHandler.OPERATION, Map.of("account", account), null, null));
        return read(data, GetPositionsHandler.Data.class, OrderSent.NO).positions().stream()
                .map(GetPositionsHandler.Position::info)
                .toList();
    }

    @Override
    public GatewayHealth healthCheck() {
        JsonNode data = call(new Request(HealthCheckHandler.OPERATION, Map.of(), null, null));
        return read(data, HealthCheckHandler.Data.class, OrderSent.NO).health();
    }

    /**
     * The orders of an account of which nobody knows whether they reached the exchange, as text for people.
     *
     * @throws DllGatewayException they could not be asked for
     */
    public List<UnknownOrder> unknownOrders(String account) {
        JsonNode data = call(
                new Request(GetOrdersHandler.OPERATION, Map.of("account", account, "state", "unknown"), null, null));
        return read(data, GetOrdersHandler.Data.class, OrderSent.NO).orders().stream()
                .map(order -> new UnknownOrder(
                        order.requestId(),
                        order.tag(),
                        order.itemCode(),
                        order.side(),
                        order.quantity(),
                        Instant.ofEpochMilli(order.intendedAt()),
                        order.reason()))
                .toList();
    }

    /**
     * Settles an order of unknown state.
     *
     * @param orderSerial the exchange's number where the order was sent; null where it was not
     * @throws DllGatewayException it was not settled
     */
    public void resolve(
            String account, String requestId, @Nullable String orderSerial, String reason, String operatorToken) {
        ResolveOrderHandler.Parameters parameters = new ResolveOrderHandler.Parameters(
                account,
                requestId,
                orderSerial == null ? "not_sent" : "sent",
                orderSerial == null ? "" : orderSerial,
                reason,
                operatorToken);
        var unused = call(new Request(ResolveOrderHandler.OPERATION, parameters, null, null));
    }

    @Override
    public void confirm(String feedId, long sequence, long signalsSoFar) {
        Request request = new Request(
                ConfirmTickHandler.OPERATION,
                new ConfirmTickHandler.Parameters(feedId, sequence, signalsSoFar),
                null,
                null);
        // Nobody waits for the answer: an unconfirmed tick comes again by itself.
        var unused = begin(Json.MAPPER.writeValueAsBytes(request), true);
    }

    private JsonNode call(Request request) {
        byte[] body = Json.MAPPER.writeValueAsBytes(request);
        boolean everSent = false;
        for (int retry = 0; ; retry++) {
            Attempt attempt = begin(body, request.isRepeatable());
            try {
                byte[] reply = attempt.reply.get(gateway.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
                return dataOf(reply);
            } catch (TimeoutException | ExecutionException e) {
                everSent |= attempt.sent;
                loop.execute(() -> forget(attempt));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GatewayTimeoutException("The wait for the gateway's answer was interrupted.");
            }
            if (retry >= gateway.retries() || !backOff(retry)) {
                throw silence(everSent);
            }
        }
    }

    private Attempt begin(byte[] body, boolean repeatable) {
        Attempt attempt = new Attempt(attempts.incrementAndGet(), body, repeatable, connectBy());
        loop.execute(() -> transmit(attempt));
        return attempt;
    }

    private long connectBy() {
        return System.nanoTime() + gateway.connectTimeout().toNanos();
    }

    private DllGatewayException silence(boolean everSent) {
        if (!everSent) {
            return new GatewayConnectionException("No gateway answers at " + gateway.address()
                    + "; start it with the command \"gateway\" or \"run\", or check DLL_GATEWAY_HOST and"
                    + " DLL_GATEWAY_PORT.");
        }
        return new GatewayTimeoutException("The gateway at " + gateway.address() + " did not answer "
                + (gateway.retries() + 1) + " attempts of "
                + gateway.requestTimeout().toMillis() + " ms each.");
    }

    /** A pause that grows with each retry, of random length so that clients do not come back all at once. */
    private static boolean backOff(int retry) {
        long longest = Math.min(LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(retry, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** On the loop: sends an attempt, or keeps it until there is a connection. */
    private void transmit(Attempt attempt) {
        if (send(attempt)) {
            awaitingReply.put(attempt.number, attempt);
        } else {
            awaitingConnection.put(attempt.number, attempt);
        }
    }

    private boolean send(Attempt attempt) {
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(attempt.number).array();
        if (!connected || !dealer.send(number, ZMQ.SNDMORE | ZMQ.DONTWAIT)) {
            return false;
        }
        attempt.sent = true;
        dealer.send(DELIMITER, ZMQ.SNDMORE | ZMQ.DONTWAIT);
        dealer.send(attempt.body, ZMQ.DONTWAIT);
        return true;
    }

    private void onConnected() {
        connected = true;
    }

    /** What was on its way may be lost with the connection; it is sent again over the next one where that is safe. */
    private void onDisconnected() {
        connected = false;
        for (Attempt attempt : awaitingReply.values()) {
            if (attempt.repeatable) {
                attempt.connectBy = connectBy();
                awaitingConnection.put(attempt.number, attempt);
            } else {
                attempt.reply.completeExceptionally(new GatewayConnectionException("The connection was lost."));
            }
        }
        awaitingReply.clear();
    }

    private long onTimer() {
        for (Iterator<Attempt> waiting = awaitingConnection.values().iterator(); waiting.hasNext(); ) {
            Attempt attempt = waiting.next();
            if (send(attempt)) {
                waiting.remove();
                awaitingReply.put(attempt.number, attempt);
            } else if (System.nanoTime() - attempt.connectBy > 0) {
                waiting.remove();
                attempt.reply.completeExceptionally(new GatewayConnectionException("There is no connection."));
            }
        }
        return awaitingConnection.isEmpty() ? Long.MAX_VALUE : SEND_AGAIN_NANOS;
    }

    private void forget(Attempt attempt) {
        awaitingReply.remove(attempt.number);
        awaitingConnection.remove(attempt.number);
    }

    private void onMessage(List<byte[]> frames) {
        if (frames.size() != 3 || frames.get(0).length != Long.BYTES || frames.get(1).length != 0) {
            return;
        }
        Attempt attempt = awaitingReply.remove(ByteBuffer.wrap(frames.get(0)).getLong());
        if (attempt != null) {
            attempt.reply.complete(frames.get(2));
        }
    }

    private static JsonNode dataOf(byte[] body) {
        JsonNode reply;
        try {
            reply = Json.MAPPER.readTree(body);
        } catch (JacksonException | ArithmeticException | IllegalArgumentException e) {
            throw unreadable(OrderSent.UNKNOWN);
        }
        if (reply.path("success").asBoolean(false)) {
            return reply.path("data");
        }
        throw DllGatewayException.of(
                enumValue(ErrorCode.class, reply.path("error_code").asString(""), ErrorCode.INTERNAL_ERROR),
                enumValue(OrderSent.class, reply.path("order_sent").asString(""), OrderSent.UNKNOWN),
                reply.path("error_message").asString(""));
    }

    private static <T> T read(JsonNode data, Class<T> type, OrderSent ifUnreadable) {
        try {
            return Json.MAPPER.treeToValue(data, type);
        } catch (JacksonException | ArithmeticException | IllegalArgumentException e) {
            throw unreadable(ifUnreadable);
        }
    }

    private static DllGatewayException unreadable(OrderSent sent) {
        return DllGatewayException.of(
                ErrorCode.PROCESSING_ERROR, sent, "The gateway's answer cannot be read; are both of one version?");
    }

    private static <E extends Enum<E>> E enumValue(Class<E> type, String text, E otherwise) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        return otherwise;
    }

    @Override
    public void close() {
        loop.close();
        context.close();
    }
}

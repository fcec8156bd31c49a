package dev.aftm.infrastructure.zeromq.request;

import dev.aftm.infrastructure.zeromq.socket.SocketLoop;
import dev.aftm.infrastructure.zeromq.socket.Sockets;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.GatewayConnectionException;
import dev.aftm.interactor.gateway.error.GatewayTimeoutException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMonitor;

/**
 * One long-lived connection to the gateway for all threads of a process. Each attempt has its own number, so that a late
 * reply to one attempt is never taken for the reply to another. A request without a reply is repeated after a growing pause.
 *
 * <p>Safe for any number of threads.
 */
final class GatewayConnection implements AutoCloseable {

    private static final long FIRST_BACKOFF_MILLIS = 50;
    private static final long LONGEST_BACKOFF_MILLIS = 1000;
    private static final long SEND_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long GIVE_UP_SECONDS = 1;
    private static final byte[] DELIMITER = new byte[0];

    private final GatewayAddress gateway;
    private final AtomicLong attempts = new AtomicLong();
    private final ZContext context = new ZContext();
    private final ZMQ.Socket dealer;
    private final SocketLoop loop;
    // The fields below are used on the loop's thread only.
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

    GatewayConnection(GatewayAddress gateway) {
        this.gateway = gateway;
        this.loop = new SocketLoop("gateway-client", context, this::onTimer);
        this.dealer = Sockets.connecting(context, SocketType.DEALER);
        // Nothing is queued for a gateway that is down: an order must not be sent when it comes back.
        dealer.setImmediate(false);
        // Connected only after the handshake: messages are lost on a connection whose handshake never starts.
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

    /**
     * Sends a request and waits for its reply; repeats it if there is none.
     *
     * @param repeatable whether it is safe to send the request twice
     * @throws DllGatewayException there was no reply
     */
    byte[] call(byte[] body, boolean repeatable) {
        boolean everSent = false;
        for (int retry = 0; ; retry++) {
            Attempt attempt = begin(body, repeatable);
            try {
                return attempt.reply.get(gateway.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException noReply) {
                everSent |= giveUp(attempt).join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GatewayTimeoutException("The wait for the gateway's reply was interrupted.");
            }
            if (retry >= gateway.retries() || !backOff(retry)) {
                throw silence(everSent, gateway.retries() + 1);
            }
        }
    }

    /**
     * Sends a request once and does not wait. The future completes on the connection's thread, with the reply or a
     * {@link DllGatewayException}, at the latest one second after the request time-out.
     */
    CompletableFuture<byte[]> ask(byte[] body) {
        Attempt attempt = begin(body, false);
        return attempt.reply
                .orTimeout(gateway.requestTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> giveUp(attempt).thenApply(sent -> {
                    throw silence(sent, 1);
                }));
    }

    /** Abandons an attempt and returns whether it was sent; decided on the loop, which may be about to send it. */
    private CompletableFuture<Boolean> giveUp(Attempt attempt) {
        CompletableFuture<Boolean> wasSent = new CompletableFuture<>();
        loop.execute(() -> {
            forget(attempt);
            wasSent.complete(attempt.sent);
        });
        // A loop that has ended does not answer; the request is then assumed to have been sent.
        return wasSent.completeOnTimeout(true, GIVE_UP_SECONDS, TimeUnit.SECONDS);
    }

    /** Sends a request once and ignores its reply. */
    void sendOneWay(byte[] body) {
        var unused = begin(body, true);
    }

    private Attempt begin(byte[] body, boolean repeatable) {
        Attempt attempt = new Attempt(attempts.incrementAndGet(), body, repeatable, connectBy());
        loop.execute(() -> transmit(attempt));
        return attempt;
    }

    private long connectBy() {
        return System.nanoTime() + gateway.connectTimeout().toNanos();
    }

    private DllGatewayException silence(boolean everSent, int attempts) {
        if (!everSent) {
            return new GatewayConnectionException("No gateway is reachable at " + gateway.address()
                    + "; start it with the command \"gateway\" or \"run\", or check DLL_GATEWAY_HOST and"
                    + " DLL_GATEWAY_PORT.");
        }
        return new GatewayTimeoutException("The gateway at " + gateway.address() + " did not answer "
                + attempts + (attempts == 1 ? " attempt of " : " attempts of ")
                + gateway.requestTimeout().toMillis() + (attempts == 1 ? " ms." : " ms each."));
    }

    /** Pauses longer with each retry, for a random time so that clients do not all return at once. */
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

    /** Sends an attempt, or holds it until there is a connection; runs on the loop's thread. */
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

    /** Requests in flight may be lost with the connection; repeatable ones are sent again over the next one. */
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

    @Override
    public void close() {
        loop.close();
        context.close();
    }
}

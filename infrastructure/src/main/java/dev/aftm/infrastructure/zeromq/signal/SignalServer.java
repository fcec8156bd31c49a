package dev.aftm.infrastructure.zeromq.signal;

import dev.aftm.infrastructure.zeromq.codec.Json;
import dev.aftm.infrastructure.zeromq.codec.SignalWire;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.infrastructure.zeromq.socket.LogKeys;
import dev.aftm.infrastructure.zeromq.socket.PortInUseException;
import dev.aftm.infrastructure.zeromq.socket.SocketLoop;
import dev.aftm.infrastructure.zeromq.socket.Sockets;
import dev.aftm.interactor.port.signal.OutgoingSignal;
import dev.aftm.interactor.port.signal.SignalAck;
import dev.aftm.interactor.trading.SignalExecutor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The order executor's socket. Receives signals, executes them one at a time in order of arrival, and acknowledges each
 * once its order has a definite result. A signal that arrives again while it is being executed is executed once.
 */
public final class SignalServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SignalServer.class);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final SignalExecutor executor;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "signal-executor");
        thread.setDaemon(true);
        return thread;
    });
    private final ZContext context = new ZContext();
    private final ZMQ.Socket router;
    private final SocketLoop loop;
    /** Reply envelopes by signal id; used on the loop's thread only. */
    private final Map<String, List<byte[]>> inExecution = new HashMap<>();

    /**
     * Binds the socket; {@link #start} begins to serve.
     *
     * @throws PortInUseException the address cannot be listened on
     */
    public SignalServer(String bindAddress, SignalExecutor executor) {
        this.executor = executor;
        this.loop = new SocketLoop("signal-loop", context, () -> Long.MAX_VALUE);
        this.router = Sockets.serving(context, SocketType.ROUTER);
        try {
            Sockets.bind(router, bindAddress);
        } catch (PortInUseException e) {
            context.close();
            throw e;
        }
        loop.add(router, this::onMessage);
    }

    public void start() {
        loop.start();
    }

    /** Runs the callback on the loop soon; that it runs shows that the loop is alive. */
    public void ping(Runnable answer) {
        loop.execute(answer);
    }

    /** Returns the bound address, with the port that the system assigned if port 0 was given. */
    public String address() {
        return router.getLastEndpoint();
    }

    private void onMessage(List<byte[]> frames) {
        if (frames.size() < 2 || frames.size() > SocketLoop.MAX_FRAMES) {
            LOG.warn("A message on the signal socket was dropped: it is not a signal.");
            return;
        }
        List<byte[]> envelope = List.copyOf(frames.subList(0, frames.size() - 1));
        OutgoingSignal signal;
        try {
            signal = SignalWire.read(frames.get(frames.size() - 1));
        } catch (WireRequestException refusal) {
            LOG.warn("A signal was rejected: {}", refusal.sentence());
            SignalWire.idOf(frames.get(frames.size() - 1))
                    .ifPresent(id -> answer(envelope, new SignalAck(id, SignalAck.Result.REJECTED)));
            return;
        }
        String id = signal.signal().id();
        if (inExecution.put(id, envelope) != null) {
            return;
        }
        worker.execute(() -> {
            SignalAck answer = execute(signal);
            loop.execute(() -> acknowledge(answer));
        });
    }

    private SignalAck execute(OutgoingSignal signal) {
        try {
            SignalAck answer = executor.execute(signal);
            LOG.atInfo()
                    .addKeyValue(LogKeys.REQUEST_ID, answer.signalId())
                    .log(
                            "Signal of condition {} ({}): {} {} {} at {}: {}.",
                            signal.signal().conditionId(),
                            signal.signal().reason(),
                            signal.signal().side(),
                            signal.signal().quantity(),
                            signal.signal().itemCode(),
                            signal.signal().price(),
                            answer.result());
            return answer;
        } catch (RuntimeException e) {
            LOG.error("Signal {} could not be executed.", signal.signal().id(), e);
            return new SignalAck(signal.signal().id(), SignalAck.Result.UNKNOWN);
        }
    }

    private void acknowledge(SignalAck answer) {
        List<byte[]> envelope = inExecution.remove(answer.signalId());
        if (envelope != null) {
            answer(envelope, answer);
        }
    }

    private void answer(List<byte[]> envelope, SignalAck answer) {
        envelope.forEach(router::sendMore);
        router.send(Json.MAPPER.writeValueAsBytes(SignalWire.Answer.of(answer)));
    }

    @Override
    public void close() {
        // The socket closes before the worker so that no signal arrives in between.
        loop.close();
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The executor stopped while an order was waiting for its result; the strategy will send its"
                        + " signal again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.close();
    }
}

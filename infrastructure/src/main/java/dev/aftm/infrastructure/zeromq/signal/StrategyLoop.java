package dev.aftm.infrastructure.zeromq.signal;

import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.infrastructure.zeromq.codec.SignalWire;
import dev.aftm.infrastructure.zeromq.codec.TickWire;
import dev.aftm.infrastructure.zeromq.socket.LogKeys;
import dev.aftm.infrastructure.zeromq.socket.SocketLoop;
import dev.aftm.infrastructure.zeromq.socket.Sockets;
import dev.aftm.interactor.port.publication.SequencedTick;
import dev.aftm.interactor.port.signal.OutgoingSignal;
import dev.aftm.interactor.port.signal.SignalAck;
import dev.aftm.interactor.port.signal.SignalChannel;
import dev.aftm.interactor.trading.StrategyRunner;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.core.JacksonException;

/**
 * The strategy's loop: one thread receives ticks, runs the strategy, sends its signals to the order executor and receives
 * the acknowledgements.
 */
public final class StrategyLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StrategyLoop.class);
    private static final long TIMER_NANOS = Duration.ofMillis(100).toNanos();

    private final ZContext context = new ZContext();
    private final SocketLoop loop;
    private final ZMQ.Socket dealer;
    private final StrategyRunner runner;
    private final Consumer<RuntimeException> onFailure;
    private boolean failed;

    /**
     * Connects the sockets.
     *
     * @param tickAddress where the gateway publishes ticks
     * @param signalAddress where the order executor receives signals
     * @param makeRunner creates the runner, which sends its signals through the given channel
     * @param onFailure called once if the strategy fails; its memory and its store may then differ, so it must be
     *     restarted from the store
     */
    public StrategyLoop(
            String tickAddress,
            String signalAddress,
            Function<SignalChannel, StrategyRunner> makeRunner,
            Consumer<RuntimeException> onFailure) {
        this.onFailure = onFailure;
        loop = new SocketLoop("strategy-loop", context, this::onTimer);
        ZMQ.Socket subscriber = Sockets.connecting(context, SocketType.SUB);
        subscriber.subscribe(TickWire.TOPIC_PREFIX);
        subscriber.connect(tickAddress);
        dealer = Sockets.connecting(context, SocketType.DEALER);
        // The runner resends unacknowledged signals, so the socket must not queue them as well.
        dealer.setImmediate(false);
        dealer.connect(signalAddress);
        runner = makeRunner.apply(this::send);
        loop.add(subscriber, this::onTick);
        loop.add(dealer, this::onAnswer);
    }

    /** Restores the state that the last process stored, and starts to receive. */
    public void start() {
        loop.execute(() -> run(runner::start));
        loop.start();
    }

    /** Runs the callback on the loop soon; that it runs shows that the loop is alive. */
    public void ping(Runnable answer) {
        loop.execute(answer);
    }

    private void send(OutgoingSignal signal) {
        dealer.send(SignalWire.of(signal).bytes(), ZMQ.DONTWAIT);
        TradingSignal decision = signal.signal();
        LOG.atInfo()
                .addKeyValue(LogKeys.REQUEST_ID, decision.id())
                .addKeyValue("tick_time", decision.time())
                .log(
                        "Signal of condition {} ({}): {} {} {} at {}.",
                        decision.conditionId(),
                        decision.reason(),
                        decision.side(),
                        decision.quantity(),
                        decision.itemCode(),
                        decision.price());
    }

    private void onTick(List<byte[]> frames) {
        if (frames.size() != 2) {
            return;
        }
        for (SequencedTick tick : read(frames.get(1))) {
            run(() -> runner.onTick(tick));
        }
    }

    /** Parses a message; returns no ticks if it is invalid. */
    private static List<SequencedTick> read(byte[] message) {
        try {
            return TickWire.read(message);
        } catch (JacksonException | ArithmeticException | IllegalArgumentException e) {
            LOG.warn("A published message was ignored: it is not a tick.");
            return List.of();
        }
    }

    private void onAnswer(List<byte[]> frames) {
        @Nullable SignalAck answer = SignalWire.Answer.read(frames.get(frames.size() - 1));
        if (answer != null) {
            run(() -> runner.onAnswer(answer));
        }
    }

    private long onTimer() {
        run(runner::onTimer);
        return TIMER_NANOS;
    }

    private void run(Runnable step) {
        if (failed) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException e) {
            failed = true;
            onFailure.accept(e);
        }
    }

    @Override
    public void close() {
        loop.close();
        context.close();
    }
}

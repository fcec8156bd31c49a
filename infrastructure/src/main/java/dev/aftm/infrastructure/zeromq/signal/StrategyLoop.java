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
 * The strategy's loop: one thread receives ticks, runs the strategy, sends its signals to the executor and takes the
 * acknowledgements.
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
     * @param signalAddress where the executor takes signals
     * @param makeRunner makes the runner that sends its signals through the given channel
     * @param onFailure told, once, where the strategy cannot go on: its memory and its store may then differ, so only a
     *     new start from the store is safe
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
        // What is not acknowledged is sent again by the runner; nothing should wait in the socket as well.
        dealer.setImmediate(false);
        dealer.connect(signalAddress);
        runner = makeRunner.apply(this::send);
        loop.add(subscriber, this::onTick);
        loop.add(dealer, this::onAnswer);
    }

    /** Takes up what the last process left, and begins to listen. */
    public void start() {
        loop.execute(() -> run(runner::start));
        loop.start();
    }

    /** Has the loop run something soon: where it does, the loop lives. */
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

    /** The ticks in a message: one, or an array of them in order; none where it is neither. */
    private static List<SequencedTick> read(byte[] message) {
        try {
            return TickWire.read(message);
        } catch (JacksonException | ArithmeticException | IllegalArgumentException e) {
            LOG.warn("A published message that is not a tick was ignored.");
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

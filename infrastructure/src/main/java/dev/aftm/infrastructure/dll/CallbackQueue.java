package dev.aftm.infrastructure.dll;

import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Queues copies of what the library's threads report; does nothing else on those threads. Reports are queued without limit,
 * because they cannot be queried again in time. Ticks have a limit: the oldest are dropped and counted.
 */
final class CallbackQueue implements ExchangeLibrary.Listener {

    private static final int MOST_TICKS = 65_536;

    /** The layout of each kind's record, by kind. */
    private static final Layout[] RECORDS = {
        null,
        Layouts.Status.LAYOUT,
        Layouts.OrderReport.LAYOUT,
        Layouts.FillReport.LAYOUT,
        Layouts.Tick.LAYOUT,
        Layouts.OrderReport.LAYOUT,
        Layouts.FillReport.LAYOUT,
        Layouts.Position.LAYOUT,
        Layouts.Margin.LAYOUT,
        Layouts.Answer.LAYOUT,
        Layouts.Status.LAYOUT,
        Layouts.FillReport.LAYOUT,
        Layouts.FillReport.LAYOUT,
        Layouts.OrderReport.LAYOUT
    };

    private final Queue<Arrival> reports = new ConcurrentLinkedQueue<>();
    private final ArrayBlockingQueue<Arrival> ticks = new ArrayBlockingQueue<>(MOST_TICKS);
    private final AtomicLong droppedTicks = new AtomicLong();
    private volatile @Nullable Runnable wake;

    /** A copy of one event. */
    record Arrival(int kind, long request, ByteBuffer entry) {}

    CallbackQueue() {
        // Keep the library's threads attached to the JVM: attaching them for each event costs thirty times as much.
        Native.setCallbackThreadInitializer(this, new CallbackThreadInitializer(true, false, "exchange-callbacks"));
    }

    void onArrival(Runnable newWake) {
        wake = newWake;
    }

    @Override
    public void onEvent(@Nullable Pointer context, int kind, long request, @Nullable Pointer entry) {
        if (kind < 1 || kind >= RECORDS.length || entry == null) {
            return;
        }
        byte[] copy = entry.getByteArray(0, RECORDS[kind].size());
        Arrival arrival = new Arrival(kind, request, ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder()));
        if (kind != ExchangeLibrary.EVENT_TICK) {
            reports.add(arrival);
        } else {
            while (!ticks.offer(arrival)) {
                // The newest tick matters most, so drop the oldest.
                if (ticks.poll() != null) {
                    droppedTicks.incrementAndGet();
                }
            }
        }
        Runnable waker = wake;
        if (waker != null) {
            waker.run();
        }
    }

    /** The next report, otherwise the next tick, otherwise null. */
    @Nullable Arrival poll() {
        Arrival report = reports.poll();
        return report == null ? ticks.poll() : report;
    }

    /** Returns and resets the number of dropped ticks. */
    long takeDroppedTicks() {
        return droppedTicks.getAndSet(0);
    }
}

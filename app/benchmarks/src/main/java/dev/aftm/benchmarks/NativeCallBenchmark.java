package dev.aftm.benchmarks;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a call into a native library costs, mapped as an interface and mapped directly, with a text made anew and with memory that
 * is used again; and a call back. The functions are those of the C library, which do next to nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NativeCallBenchmark {

    private static final String TEXT = "TXFH1,B,MARKET,1,AUTO,IOC";
    private static final int TWO = 2;

    private final ByInterface byInterface = Native.load("c", ByInterface.class);
    private final Memory reused = new Memory(TEXT.length() + 1L);
    private final Memory numbers = new Memory(TWO * Long.BYTES);
    private final Comparison comparison = (one, other) -> 0;

    /** Mapped as an interface. */
    public interface ByInterface extends Library {
        long strlen(String text);
    }

    /** Called back by the C library. */
    public interface Comparison extends Callback {
        int compare(Pointer one, Pointer other);
    }

    /** Mapped directly. */
    public static final class Direct {
        static {
            Native.register(Direct.class, "c");
        }

        private Direct() {}

        public static native long strlen(Pointer text);

        public static native void qsort(Pointer numbers, long count, long size, Comparison comparison);
    }

    public NativeCallBenchmark() {
        reused.setString(0, TEXT);
    }

    @Benchmark
    public long byInterfaceWithText() {
        return byInterface.strlen(TEXT);
    }

    @Benchmark
    public long directWithReusedMemory() {
        return Direct.strlen(reused);
    }

    /** Sorting two numbers compares them once. */
    @Benchmark
    public void directWithOneCallBack() {
        Direct.qsort(numbers, TWO, Long.BYTES, comparison);
    }
}

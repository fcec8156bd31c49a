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
 * Measures the cost of a call into a native library, with interface mapping and direct mapping, with a new string and with
 * reused memory; and the cost of a callback. The functions are from the C library and do almost nothing.
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

    /** The C library with interface mapping. */
    public interface ByInterface extends Library {
        long strlen(String text);
    }

    /** The callback of the C library. */
    public interface Comparison extends Callback {
        int compare(Pointer one, Pointer other);
    }

    /** The C library with direct mapping. */
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

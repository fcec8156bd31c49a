package dev.aftm.benchmarks;

import dev.aftm.infrastructure.zeromq.codec.OrderWire;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.infrastructure.zeromq.request.operation.SendOrderHandler;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.OrderRequest;
import java.nio.charset.StandardCharsets;
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

/** Measures the cost to parse and validate an order message, and to write its reply. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

    private final byte[] order =
            ("{\"operation\":\"send_order\",\"request_id\":\"bench-0001\",\"timestamp\":1627282800000,"
                            + "\"parameters\":{\"order_account\":\"SIM0001\",\"item_code\":\"TXFH1\",\"side\":\"Buy\","
                            + "\"order_type\":\"Market\",\"price\":0,\"quantity\":1,\"open_close\":\"AUTO\",\"note\":\"load\","
                            + "\"day_trade\":\"No\",\"time_in_force\":\"IOC\"}}")
                    .getBytes(StandardCharsets.UTF_8);

    @Benchmark
    public OrderRequest readOrder() throws WireRequestException {
        return OrderWire.read(WireRequest.of(WireRequest.read(order), "client"));
    }

    @Benchmark
    public byte[] writeReply() {
        return WireReply.done(new SendOrderHandler.Data(true, "load", "000001", "0", "", "accepted", null))
                .about(OrderSent.YES)
                .answering("bench-0001")
                .bytes();
    }
}

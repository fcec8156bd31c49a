package dev.aftm.interactor.port.monitor;

import dev.aftm.interactor.gateway.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records all measurements as text. */
public final class RecordedMetrics implements GatewayMetrics {

    private final List<String> told = new ArrayList<>();

    /** All measurements, in order. */
    public List<String> told() {
        return told;
    }

    @Override
    public void answered(String operation, long nanos, @Nullable ErrorCode error) {
        told.add("answered " + operation + " " + nanos + " " + error);
    }

    @Override
    public void stage(Stage stage, long nanos) {
        told.add(stage + " " + nanos);
    }

    @Override
    public void committed(long nanos) {
        told.add("committed " + nanos);
    }

    @Override
    public void order(OrderFate fate) {
        told.add("order " + fate);
    }

    @Override
    public void tick() {
        told.add("tick");
    }

    @Override
    public void traffic(long received, long sent) {
        told.add("traffic " + received + " " + sent);
    }
}

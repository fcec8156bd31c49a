package dev.aftm.interactor.port.exchange;

import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.port.market.SimulatedMarket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An exchange without positions, fills or instruments; a test overrides the methods that it needs. */
public abstract class QuietExchange implements Exchange {

    private final List<ExchangeEvent> events = new ArrayList<>();

    /** Queues an event, which is passed on with the next delivery. */
    public final void report(ExchangeEvent event) {
        events.add(event);
    }

    @Override
    public void deliver(Consumer<ExchangeEvent> listener) {
        List<ExchangeEvent> now = List.copyOf(events);
        events.clear();
        now.forEach(listener);
    }

    @Override
    public void logout() {
        throw new IllegalStateException("This exchange stays logged in.");
    }

    @Override
    public Optional<String> loginRefusal() {
        return Optional.empty();
    }

    @Override
    public Set<String> accounts() {
        return Set.of();
    }

    @Override
    public OrderAck cancel(String account, String orderSerial) {
        return new OrderAck.NotSent("This exchange cancels nothing.");
    }

    @Override
    public OrderAck replace(
            String account, String orderSerial, @Nullable BigDecimal price, @Nullable Integer quantity) {
        return new OrderAck.NotSent("This exchange changes nothing.");
    }

    @Override
    public CompletableFuture<List<PositionInfo>> openPositions() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<Integer> resendFills() {
        return CompletableFuture.completedFuture(0);
    }

    @Override
    public CompletableFuture<AccountInfo> margin(String account) {
        return CompletableFuture.failedFuture(new IllegalStateException("This exchange does not report margin."));
    }

    @Override
    public void onArrival(Runnable wake) {}

    @Override
    public Optional<SimulatedMarket> simulatedMarket() {
        return Optional.empty();
    }

    @Override
    public void register(String itemCode) {}

    @Override
    public void close() {}
}

package dev.aftm.app.executor;

import dagger.Module;
import dagger.Provides;
import dev.aftm.domain.execution.OrderExecutorGateway;
import dev.aftm.domain.execution.OrderSubmission;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.clock.Sleeper;
import dev.aftm.interactor.port.signal.SignalAck;
import dev.aftm.interactor.trading.GatewayOrderSubmission;
import dev.aftm.interactor.trading.SignalExecutor;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.inject.Named;

/** Wires the order executor: from a signal to a request at the gateway. */
@Module
final class OrderExecutorModule {

    private OrderExecutorModule() {}

    @Provides
    static OrderSubmission submission(
            DllGatewayServiceInterface gateway, @Named("account") String account, Clock clock, Sleeper sleeper) {
        return new GatewayOrderSubmission(gateway, account, clock, sleeper);
    }

    @Provides
    static OrderExecutorGateway executor(OrderSubmission submission) {
        return new OrderExecutorGateway(submission);
    }

    @Provides
    static SignalExecutor signalExecutor(
            OrderExecutorGateway executor,
            @Named("tradedSince") Supplier<Instant> tradedSince,
            Settings settings,
            BiConsumer<TradingSignal, SignalAck> observer) {
        // A previous process, on another account, may already have sent the orders of older signals.
        return new SignalExecutor(executor, () -> tradedSince.get().plus(settings.signalLife()), observer);
    }
}

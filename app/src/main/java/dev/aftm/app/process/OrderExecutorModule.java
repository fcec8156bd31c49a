package dev.aftm.app.process;

import dagger.Module;
import dagger.Provides;
import dev.aftm.domain.order.OrderExecutorGateway;
import dev.aftm.domain.order.OrderSubmission;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Pause;
import dev.aftm.interactor.port.SignalAnswer;
import dev.aftm.interactor.usecase.GatewayOrderSubmission;
import dev.aftm.interactor.usecase.SignalExecutor;
import java.util.function.BiConsumer;

/** The order executor's objects: from a signal to a request at the gateway. */
@Module
final class OrderExecutorModule {

    private OrderExecutorModule() {}

    @Provides
    static OrderSubmission submission(DllGatewayServiceInterface gateway, Settings settings, Clock clock, Pause pause) {
        return new GatewayOrderSubmission(gateway, settings.orderAccount(), clock, pause);
    }

    @Provides
    static OrderExecutorGateway executor(OrderSubmission submission) {
        return new OrderExecutorGateway(submission);
    }

    @Provides
    static SignalExecutor signalExecutor(
            OrderExecutorGateway executor, BiConsumer<TradingSignal, SignalAnswer> observer) {
        return new SignalExecutor(executor, observer);
    }
}

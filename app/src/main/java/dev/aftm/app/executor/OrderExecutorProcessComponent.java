package dev.aftm.app.executor;

import dagger.BindsInstance;
import dagger.Component;
import dev.aftm.app.process.CommonModule;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.port.signal.SignalAck;
import dev.aftm.interactor.trading.SignalExecutor;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.inject.Named;
import javax.inject.Singleton;

/**
 * The object graph of an order executor process, one per process. The gateway is passed in, so that the same objects work
 * with a client over the socket and with a fake in tests.
 */
@Singleton
@Component(modules = {OrderExecutorModule.class, CommonModule.class})
interface OrderExecutorProcessComponent {

    SignalExecutor signalExecutor();

    /** Creates the object graph from the values known at the start. */
    @Component.Factory
    interface Factory {
        OrderExecutorProcessComponent create(
                @BindsInstance Settings settings,
                @BindsInstance DllGatewayServiceInterface gateway,
                @BindsInstance @Named("account") String account,
                @BindsInstance @Named("tradedSince") Supplier<Instant> tradedSince,
                @BindsInstance BiConsumer<TradingSignal, SignalAck> observer);
    }
}

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
 * The order executor's process: lives from its start to its end. The gateway is given to it, so that the same objects
 * work with the one at the other end of a socket and with a test's fake.
 */
@Singleton
@Component(modules = {OrderExecutorModule.class, CommonModule.class})
interface OrderExecutorProcessComponent {

    SignalExecutor signalExecutor();

    /** Makes the component from what only the start knows. */
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

package dev.aftm.app.strategy;

import dagger.BindsInstance;
import dagger.Component;
import dev.aftm.app.process.CommonModule;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import javax.inject.Named;
import javax.inject.Singleton;

/** The object graph of a strategy process, one per process; it reaches the gateway through its sockets only. */
@Singleton
@Component(modules = {StrategyModule.class, CommonModule.class})
interface StrategyProcessComponent {

    StrategyProcess strategy();

    /** Creates the object graph from the values known at the start. */
    @Component.Factory
    interface Factory {
        StrategyProcessComponent create(
                @BindsInstance Settings settings,
                @BindsInstance @Named("registeredItem") String registeredItem,
                @BindsInstance DllGatewayClient gateway,
                @BindsInstance ProcessLifecycle lifecycle);
    }
}

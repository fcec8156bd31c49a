package dev.aftm.app.strategy;

import dagger.BindsInstance;
import dagger.Component;
import dev.aftm.app.process.CommonModule;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.zeromq.request.DllGatewayClient;
import javax.inject.Named;
import javax.inject.Singleton;

/** The strategy's process: lives from its start to its end; knows the gateway only by its sockets. */
@Singleton
@Component(modules = {StrategyModule.class, CommonModule.class})
interface StrategyProcessComponent {

    StrategyProcess strategy();

    /** Makes the component from what only the start knows. */
    @Component.Factory
    interface Factory {
        StrategyProcessComponent create(
                @BindsInstance Settings settings,
                @BindsInstance @Named("registeredItem") String registeredItem,
                @BindsInstance DllGatewayClient gateway,
                @BindsInstance ProcessLifecycle lifecycle);
    }
}

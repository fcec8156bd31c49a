package dev.aftm.app.gateway;

import dagger.BindsInstance;
import dagger.Component;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.OrderJournal;
import java.util.function.Supplier;
import javax.inject.Singleton;

/** The gateway's process: lives from its start to its end, and is the only one with an exchange in it. */
@Singleton
@Component(modules = GatewayModule.class)
public interface GatewayProcessComponent {

    GatewayProcess gateway();

    /** Makes the component from what only the start knows. */
    @Component.Factory
    interface Factory {
        GatewayProcessComponent create(
                @BindsInstance Settings settings,
                @BindsInstance Clock clock,
                @BindsInstance Supplier<OrderJournal> journal,
                @BindsInstance ExchangeFactory exchange,
                @BindsInstance TapeOptions tape,
                @BindsInstance ProcessLifecycle lifecycle);
    }
}

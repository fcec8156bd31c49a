package dev.aftm.app.gateway;

import dagger.BindsInstance;
import dagger.Component;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.clock.Clock;
import java.util.function.Supplier;
import javax.inject.Singleton;

/** The Dagger component of the gateway process, the only process with an exchange. */
@Singleton
@Component(modules = GatewayModule.class)
public interface GatewayProcessComponent {

    GatewayProcess gateway();

    /** Creates the component from objects that are known only at the start. */
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

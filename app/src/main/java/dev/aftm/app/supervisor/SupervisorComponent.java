package dev.aftm.app.supervisor;

import dagger.BindsInstance;
import dagger.Component;
import dev.aftm.app.process.CommonModule;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.app.terminal.Terminal;
import dev.aftm.infrastructure.config.Settings;
import javax.inject.Named;
import javax.inject.Singleton;

/** The object graph of the supervisor process; it serves no socket, and holds no credentials and no native code. */
@Singleton
@Component(modules = {SupervisorModule.class, CommonModule.class})
public interface SupervisorComponent {

    AllInOneController controller();

    /** Creates the object graph from the values known at the start. */
    @Component.Factory
    interface Factory {
        SupervisorComponent create(
                @BindsInstance Settings settings,
                @BindsInstance TapeOptions tape,
                @BindsInstance ProcessLifecycle lifecycle,
                @BindsInstance @Named("mainClass") String mainClass,
                @BindsInstance Terminal terminal,
                @BindsInstance @Named("json") boolean json);
    }
}

package dev.aftm.app.backtest;

import dagger.BindsInstance;
import dagger.Component;
import dev.aftm.app.process.CommonModule;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.infrastructure.config.Settings;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Named;
import javax.inject.Singleton;

/** The Dagger component of a backtest: strategy, gateway and paper exchange on one thread. Nothing is stored. */
@Singleton
@Component(modules = {BacktestModule.class, CommonModule.class})
public interface BacktestComponent {

    BacktestRun backtest();

    /** Creates the component from objects that only the command line knows. */
    @Component.Factory
    interface Factory {
        BacktestComponent create(
                @BindsInstance Settings settings,
                @BindsInstance @Named("tape") Path tape,
                @BindsInstance @Named("product") String product,
                @BindsInstance @Named("contract") String contract,
                @BindsInstance List<ConditionPlan> conditions);
    }
}

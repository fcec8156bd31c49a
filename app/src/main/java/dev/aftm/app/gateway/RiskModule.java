package dev.aftm.app.gateway;

import dagger.Module;
import dagger.Provides;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.risk.RiskRuleChain;
import dev.aftm.domain.risk.RiskRules;
import dev.aftm.infrastructure.config.Folders;
import dev.aftm.infrastructure.config.Setting;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.risk.FileKillSwitchStore;
import dev.aftm.infrastructure.risk.RiskLimitsFile;
import dev.aftm.infrastructure.runtime.ExecutionThread;
import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.execution.KillSwitchTriggers;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.risk.LastPrices;
import dev.aftm.interactor.risk.PreTradeRiskCheck;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Provider;
import javax.inject.Singleton;

/** The risk limits and the kill switch. */
@Module
final class RiskModule {

    /** Wide enough for a person who trades a few contracts, narrow enough to stop a program that runs wild. */
    private static final List<RiskLimitBook.Entry> CONSERVATIVE = RiskLimitsFile.parse("""
            [{
              "order_quantity": 10,
              "notional": 50000000,
              "net_position": 20,
              "price_collar_percent": 2,
              "price_age_ms": 10000,
              "client_orders_per_second": 10,
              "total_orders_per_second": 20,
              "identical_orders": 3,
              "identical_ms": 1000,
              "may_match_itself": false,
              "daily_loss": 100000
            }]
            """, "RISK_PROFILE");

    private RiskModule() {}

    @Provides
    @Singleton
    static RiskLimitBook limits(Settings settings, Exchange exchange) {
        List<RiskLimitBook.Entry> entries = new ArrayList<>();
        if (settings.conservative(exchange.simulatedMarket().isPresent())) {
            entries.addAll(CONSERVATIVE);
        }
        settings.riskLimits().ifPresent(file -> entries.addAll(RiskLimitsFile.read(file)));
        return new RiskLimitBook(entries);
    }

    /** Describes the limits in force, in one sentence. */
    static String describe(RiskLimitBook limits) {
        if (limits.entries().isEmpty()) {
            return "No risk limits are in force (RISK_PROFILE, RISK_LIMITS_FILE).";
        }
        boolean isConservative = limits.entries().containsAll(CONSERVATIVE);
        int own = limits.entries().size() - (isConservative ? 1 : 0);
        return "Risk limits in force: "
                + (own == 0 ? "" : own + (own == 1 ? " entry" : " entries") + " of RISK_LIMITS_FILE, ")
                + (isConservative ? "conservative profile." : "no profile.");
    }

    @Provides
    @Singleton
    static PreTradeRiskCheck riskCheck(
            Clock clock,
            Exchange exchange,
            RiskLimitBook limits,
            TradeBook fills,
            OrderTracker orders,
            ExchangeSynchronizer synchronizer) {
        LastPrices lastPrices = new LastPrices(clock);
        fills.listen(lastPrices::onTick);
        return new PreTradeRiskCheck(
                clock,
                exchange,
                new RiskRuleChain(RiskRules.all()),
                limits,
                fills,
                orders,
                lastPrices,
                synchronizer::arePositionsKnown);
    }

    @Provides
    @Singleton
    static KillSwitchControl killSwitch(
            Settings settings,
            Clock clock,
            OrderJournal journal,
            ExecutionThread queue,
            OrderTracker orders,
            KillSwitchFilePoller filePoller,
            Provider<ExecutionEngine> engine) {
        FileKillSwitchStore store =
                new FileKillSwitchStore(Folders.prepare(settings.dataDirectory(), Setting.DATA_DIR), clock);
        return new KillSwitchControl(
                clock, store, journal, queue, filePoller, () -> engine.get().cancelAll(orders));
    }

    @Provides
    @Singleton
    static KillSwitchFilePoller filePoller() {
        return new KillSwitchFilePoller();
    }

    @Provides
    @Singleton
    static KillSwitchTriggers triggers(
            Settings settings, Clock clock, KillSwitchControl killSwitch, PreTradeRiskCheck risk) {
        return new KillSwitchTriggers(
                clock,
                new KillSwitchTriggers.Settings(
                        settings.killSwitchFailurePercent(),
                        settings.killSwitchFailureOrders(),
                        settings.killSwitchOnMismatch(),
                        settings.killSwitchOnDailyLoss(),
                        settings.killSwitchCancels()),
                killSwitch,
                risk);
    }
}

package dev.aftm.app.process;

import dagger.BindsOptionalOf;
import dagger.Module;
import dagger.Provides;
import dev.aftm.app.terminal.Version;
import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.execution.CancelReplaceHandler;
import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.execution.KillSwitchTriggers;
import dev.aftm.interactor.execution.MassCancel;
import dev.aftm.interactor.execution.OrderSender;
import dev.aftm.interactor.intake.DuplicateOrderDetector;
import dev.aftm.interactor.intake.FormerRequests;
import dev.aftm.interactor.intake.GatewayService;
import dev.aftm.interactor.intake.InFlightRequests;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.intake.OperationStatistics;
import dev.aftm.interactor.intake.OrderIntake;
import dev.aftm.interactor.intake.OrderValidator;
import dev.aftm.interactor.intake.PendingReplies;
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.killswitch.KillSwitch;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.queue.ExecutionQueue;
import dev.aftm.interactor.reconciliation.AccountQueries;
import dev.aftm.interactor.reconciliation.FillBackfill;
import dev.aftm.interactor.reconciliation.JournalAgeCheck;
import dev.aftm.interactor.reconciliation.OrderReconciler;
import dev.aftm.interactor.reconciliation.OrderRecovery;
import dev.aftm.interactor.reconciliation.PositionPoller;
import dev.aftm.interactor.reconciliation.PositionReconciler;
import dev.aftm.interactor.reconciliation.ReconciliationParts;
import dev.aftm.interactor.reconciliation.RecoverySchedule;
import dev.aftm.interactor.risk.KillSwitchControl;
import dev.aftm.interactor.risk.PreTradeRiskCheck;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.session.SynchronizerOptions;
import dev.aftm.interactor.session.TradingSelection;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.inject.Named;
import javax.inject.Singleton;

/**
 * The order path, part by part, in the order in which a request walks it: intake, execution, exchange, and what follows
 * its orders. The gateway and the backtest share it.
 *
 * <p>Whoever includes it provides the edges: {@link Clock}, {@link Exchange}, the stored {@link OrderJournal}, {@link
 * ExecutionQueue}, {@link OrderUpdatePublisher}, {@link IntakePolicy}, {@link KillSwitch}, {@link GatewayMetrics}, {@link
 * OrderRecovery}, {@link SynchronizerOptions}, the executor of work that may wait for a disk and the consumer of live ticks; a risk check, kill switch triggers and kill
 * switch control where there are any.
 */
@Module
public abstract class OrderPathModule {

    /** How long the exchange may take to answer a query before the query counts as lost. */
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(3);

    private OrderPathModule() {}

    @BindsOptionalOf
    abstract PreTradeRiskCheck optionalRiskCheck();

    @BindsOptionalOf
    abstract KillSwitchTriggers optionalTriggers();

    @BindsOptionalOf
    abstract KillSwitchControl optionalKillSwitchControl();

    // Intake, on the gateway loop.

    @Provides
    @Singleton
    static GatewayService service(
            Clock clock,
            OrderIntake intake,
            ExecutionQueue queue,
            OrderJournal journal,
            OrderTracker orders,
            TradeBook fills,
            ExchangeSynchronizer synchronizer,
            SnapshotHolder snapshots,
            IntakePolicy policy,
            OperationStatistics statistics,
            @Named("background") Executor background,
            Optional<KillSwitchControl> killSwitch) {
        return new GatewayService(
                clock,
                intake,
                queue,
                journal,
                orders,
                fills,
                synchronizer,
                snapshots,
                policy,
                statistics,
                new PendingReplies(),
                background,
                killSwitch.orElse(null),
                Version.text());
    }

    @Provides
    @Singleton
    static OrderIntake intake(
            Clock clock,
            OrderJournal journal,
            ExecutionQueue queue,
            SnapshotHolder snapshots,
            Exchange exchange,
            IntakePolicy policy,
            KillSwitch killSwitch,
            @Named("background") Executor background,
            GatewayMetrics metrics) {
        return new OrderIntake(
                clock,
                journal,
                queue,
                snapshots,
                policy,
                new OrderValidator(snapshots, exchange.noteLimit(), policy.requireRequestId(), killSwitch),
                new InFlightRequests(clock, policy),
                new DuplicateOrderDetector(clock, policy.legacyWindow(), journal),
                new FormerRequests(clock, journal, background),
                metrics);
    }

    @Provides
    @Singleton
    static OperationStatistics statistics() {
        return new OperationStatistics();
    }

    // Execution, on the thread of that name.

    @Provides
    @Singleton
    static ExecutionEngine engine(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            ExchangeSynchronizer synchronizer,
            Optional<PreTradeRiskCheck> risk,
            OrderSender sender,
            CancelReplaceHandler cancelReplace,
            Optional<KillSwitchTriggers> triggers,
            GatewayMetrics metrics) {
        return new ExecutionEngine(
                clock,
                exchange,
                journal,
                synchronizer,
                risk.orElse(null),
                sender,
                cancelReplace,
                new MassCancel(clock),
                triggers.orElse(null),
                metrics);
    }

    @Provides
    @Singleton
    static CancelReplaceHandler cancelReplace(Clock clock, Exchange exchange, OrderJournal journal) {
        return new CancelReplaceHandler(clock, exchange, exchange, journal);
    }

    @Provides
    @Singleton
    static OrderSender sender(
            Clock clock,
            Exchange exchange,
            KillSwitch killSwitch,
            CancelReplaceHandler cancelReplace,
            Optional<KillSwitchTriggers> triggers,
            GatewayMetrics metrics) {
        return new OrderSender(clock, exchange, killSwitch, cancelReplace, triggers.orElse(null), metrics);
    }

    // What the exchange reports, and what is compared with it, on the same thread.

    @Provides
    @Singleton
    static ExchangeSynchronizer synchronizer(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            TradeBook fills,
            OrderTracker orders,
            @Named("liveTicks") Consumer<Tick> liveTicks,
            TradingSelection selection,
            ReconciliationParts reconciliation,
            SnapshotHolder snapshots) {
        return new ExchangeSynchronizer(
                clock, exchange, journal, fills, orders, liveTicks, selection, reconciliation, snapshots);
    }

    @Provides
    @Singleton
    static TradingSelection selection(
            Clock clock, Exchange exchange, OrderJournal journal, TradeBook fills, SynchronizerOptions options) {
        return new TradingSelection(clock, exchange, journal, fills, options);
    }

    @Provides
    @Singleton
    static ReconciliationParts reconciliation(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            OrderRecovery recovery,
            OrderTracker orders,
            TradeBook fills,
            SynchronizerOptions options) {
        // A simulated exchange begins each day without positions of the day before.
        boolean carriesPositions = exchange.simulatedMarket().isEmpty();
        return new ReconciliationParts(
                new RecoverySchedule(clock, journal, recovery),
                new JournalAgeCheck(clock, journal, orders, fills, exchange, recovery.settle(), QUERY_TIMEOUT),
                new OrderReconciler(clock, exchange, journal, orders, options.background(), QUERY_TIMEOUT),
                new FillBackfill(clock, exchange, fills, QUERY_TIMEOUT),
                new PositionPoller(clock, exchange, options.positionsRefresh(), QUERY_TIMEOUT),
                new PositionReconciler(clock, fills, journal, carriesPositions),
                new AccountQueries(clock, exchange, QUERY_TIMEOUT));
    }

    // What is known, and who may read it.

    @Provides
    @Singleton
    static OrderTracker orders(OrderUpdatePublisher updates) {
        return new OrderTracker(UUID.randomUUID().toString(), updates);
    }

    /** The journal, which the order tracker follows, and which knows how long the exchange's tags may be. */
    @Provides
    @Singleton
    static OrderJournal journal(@Named("stored") OrderJournal stored, OrderTracker orders, Exchange exchange) {
        stored.follow(orders);
        stored.limitTags(exchange.tagLength());
        return stored;
    }

    @Provides
    @Singleton
    static TradeBook fills() {
        return new TradeBook();
    }

    @Provides
    @Singleton
    static SnapshotHolder snapshots(Clock clock) {
        return new SnapshotHolder(GatewaySnapshot.beforeLogin(clock));
    }
}

package dev.aftm.interactor;

import dev.aftm.domain.market.Tick;
import dev.aftm.domain.risk.RiskLimitBook;
import dev.aftm.domain.risk.RiskRuleChain;
import dev.aftm.interactor.backtest.EmbeddedGateway;
import dev.aftm.interactor.backtest.InlineExecutionQueue;
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
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.NoteLimit;
import dev.aftm.interactor.port.exchange.OrderEntry;
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
import dev.aftm.interactor.risk.LastPrices;
import dev.aftm.interactor.risk.PreTradeRiskCheck;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.session.SynchronizerOptions;
import dev.aftm.interactor.session.TradingSelection;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds the gateway's parts for tests and benchmarks, as the modules in {@code app} do. */
public final class TestWiring {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private TestWiring() {}

    /** Creates a synchronizer with its reconciliation. */
    public static ExchangeSynchronizer synchronizer(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            OrderRecovery recovery,
            TradeBook fills,
            OrderTracker orders,
            Consumer<Tick> ticks,
            SynchronizerOptions options,
            SnapshotHolder snapshots) {
        boolean isSimulated = exchange.simulatedMarket().isPresent();
        return new ExchangeSynchronizer(
                clock,
                exchange,
                journal,
                fills,
                orders,
                ticks,
                new TradingSelection(clock, exchange, journal, fills, options),
                new ReconciliationParts(
                        new RecoverySchedule(clock, journal, recovery),
                        new JournalAgeCheck(clock, journal, orders, fills, exchange, recovery.settle(), PATIENCE),
                        new OrderReconciler(clock, exchange, journal, orders, options.background(), PATIENCE),
                        new FillBackfill(clock, exchange, fills, PATIENCE),
                        new PositionPoller(clock, exchange, options.positionsRefresh(), PATIENCE),
                        new PositionReconciler(clock, fills, journal, !isSimulated),
                        new AccountQueries(clock, exchange, PATIENCE)),
                snapshots);
    }

    /** Makes the tracker follow the journal, and returns the journal. */
    public static OrderJournal followed(OrderJournal journal, OrderTracker orders) {
        journal.follow(orders);
        return journal;
    }

    /** Creates an engine without risk limits. */
    public static ExecutionEngine engine(
            Clock clock,
            ExchangeSession session,
            OrderEntry orderEntry,
            OrderJournal journal,
            ExchangeSynchronizer synchronizer,
            KillSwitch killSwitch) {
        return engine(clock, session, orderEntry, journal, synchronizer, killSwitch, null, null, GatewayMetrics.NONE);
    }

    /** Creates an engine with risk limits, triggers and metrics. */
    public static ExecutionEngine engine(
            Clock clock,
            ExchangeSession session,
            OrderEntry orderEntry,
            OrderJournal journal,
            ExchangeSynchronizer synchronizer,
            KillSwitch killSwitch,
            @Nullable PreTradeRiskCheck risk,
            @Nullable KillSwitchTriggers triggers,
            GatewayMetrics metrics) {
        CancelReplaceHandler cancelReplace = new CancelReplaceHandler(clock, session, orderEntry, journal);
        return new ExecutionEngine(
                clock,
                session,
                journal,
                synchronizer,
                risk,
                new OrderSender(clock, orderEntry, killSwitch, cancelReplace, triggers, metrics),
                cancelReplace,
                new MassCancel(clock),
                triggers,
                metrics);
    }

    /** Creates a risk check that receives the trade book's ticks. */
    public static PreTradeRiskCheck riskCheck(
            Clock clock,
            ExchangeSession session,
            RiskRuleChain rules,
            RiskLimitBook limits,
            TradeBook fills,
            OrderTracker orders,
            BooleanSupplier arePositionsKnown) {
        LastPrices lastPrices = new LastPrices(clock);
        fills.listen(lastPrices::onTick);
        return new PreTradeRiskCheck(clock, session, rules, limits, fills, orders, lastPrices, arePositionsKnown);
    }

    /** Creates an order intake. */
    public static OrderIntake intake(
            Clock clock,
            OrderJournal journal,
            ExecutionQueue queue,
            SnapshotHolder snapshots,
            NoteLimit noteLimit,
            IntakePolicy policy,
            KillSwitch killSwitch,
            GatewayMetrics metrics) {
        return intake(clock, journal, queue, snapshots, noteLimit, policy, killSwitch, metrics, Runnable::run);
    }

    /**
     * Creates an intake that looks up former requests on another thread.
     *
     * @param background runs what may wait for a disk
     */
    public static OrderIntake intake(
            Clock clock,
            OrderJournal journal,
            ExecutionQueue queue,
            SnapshotHolder snapshots,
            NoteLimit noteLimit,
            IntakePolicy policy,
            KillSwitch killSwitch,
            GatewayMetrics metrics,
            Executor background) {
        return new OrderIntake(
                clock,
                journal,
                queue,
                snapshots,
                policy,
                new OrderValidator(snapshots, noteLimit, policy.requireRequestId(), killSwitch),
                new InFlightRequests(clock, policy),
                new DuplicateOrderDetector(clock, policy.legacyWindow(), journal),
                new FormerRequests(clock, journal, background),
                metrics);
    }

    /** Creates a whole gateway on the caller's thread, and logs it in. */
    public static EmbeddedGateway embedded(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            TradeBook fills,
            IntakePolicy policy,
            KillSwitch killSwitch,
            String version) {
        OrderTracker orders = new OrderTracker("in-process", OrderUpdatePublisher.NOWHERE);
        OrderJournal followed = followed(journal, orders);
        SnapshotHolder snapshots = new SnapshotHolder(GatewaySnapshot.beforeLogin(clock));
        InlineExecutionQueue queue = new InlineExecutionQueue();
        OrderIntake intake = intake(
                clock, followed, queue, snapshots, exchange.noteLimit(), policy, killSwitch, GatewayMetrics.NONE);
        ExchangeSynchronizer synchronizer = synchronizer(
                clock,
                exchange,
                followed,
                new OrderRecovery(clock, followed, exchange, Duration.ZERO, Duration.ZERO),
                fills,
                orders,
                tick -> {},
                SynchronizerOptions.forTape(),
                snapshots);
        ExecutionEngine engine = engine(clock, exchange, exchange, followed, synchronizer, killSwitch);
        GatewayService service = new GatewayService(
                clock,
                intake,
                queue,
                followed,
                orders,
                fills,
                synchronizer,
                snapshots,
                policy,
                new OperationStatistics(),
                new PendingReplies(),
                Runnable::run,
                null,
                version);
        EmbeddedGateway gateway = new EmbeddedGateway(service, intake, engine, synchronizer, queue);
        gateway.login();
        return gateway;
    }
}

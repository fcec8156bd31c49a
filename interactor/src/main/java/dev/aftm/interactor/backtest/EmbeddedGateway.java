package dev.aftm.interactor.backtest;

import dev.aftm.interactor.execution.ExecutionEngine;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.ChangeResponse;
import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.OrderResponse;
import dev.aftm.interactor.intake.GatewayService;
import dev.aftm.interactor.intake.IntakePolicy;
import dev.aftm.interactor.intake.OperationStatistics;
import dev.aftm.interactor.intake.OrderIntake;
import dev.aftm.interactor.order.FollowedJournal;
import dev.aftm.interactor.order.OrderTracker;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.killswitch.KillSwitch;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.publication.OrderUpdatePublisher;
import dev.aftm.interactor.port.store.OrderJournal;
import dev.aftm.interactor.position.TradeBook;
import dev.aftm.interactor.queue.ExecutionQueue;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.queue.QueuedRequest;
import dev.aftm.interactor.reconciliation.OrderRecovery;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import dev.aftm.interactor.session.SynchronizerOptions;
import dev.aftm.interactor.snapshot.GatewaySnapshot;
import dev.aftm.interactor.snapshot.SnapshotHolder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The whole gateway on the caller's own thread: what the loop and the exchange's owner do in two threads elsewhere is
 * done here one after the other. For replays and tests, where nothing else shares the exchange. Used by one thread.
 */
public final class EmbeddedGateway implements DllGatewayServiceInterface {

    private final GatewayService service;
    private final OrderIntake intake;
    private final ExecutionEngine engine;
    private final ExchangeSynchronizer synchronizer;
    private final InlineQueue queue;

    private EmbeddedGateway(
            GatewayService service,
            OrderIntake intake,
            ExecutionEngine engine,
            ExchangeSynchronizer synchronizer,
            InlineQueue queue) {
        this.service = service;
        this.intake = intake;
        this.engine = engine;
        this.synchronizer = synchronizer;
        this.queue = queue;
    }

    /**
     * Puts a gateway together and logs it in.
     *
     * @param fills kept up to date with what the exchange reports
     * @param version what its health tells
     */
    public static EmbeddedGateway open(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            TradeBook fills,
            IntakePolicy policy,
            KillSwitch killSwitch,
            String version) {
        OrderTracker orders = new OrderTracker("in-process", OrderUpdatePublisher.NOWHERE);
        OrderJournal followed = new FollowedJournal(journal, orders);
        SnapshotHolder snapshots = new SnapshotHolder(GatewaySnapshot.beforeLogin(clock));
        InlineQueue queue = new InlineQueue();
        OrderIntake intake = new OrderIntake(
                clock, followed, queue, snapshots, exchange.noteLimit(), policy, killSwitch, GatewayMetrics.NONE);
        OrderRecovery recovery = new OrderRecovery(clock, followed, exchange, Duration.ZERO, Duration.ZERO);
        ExchangeSynchronizer synchronizer = new ExchangeSynchronizer(
                clock,
                exchange,
                followed,
                recovery,
                fills,
                orders,
                tick -> {},
                SynchronizerOptions.forTape(),
                snapshots);
        ExecutionEngine engine = new ExecutionEngine(clock, exchange, exchange, followed, synchronizer, killSwitch);
        synchronizer.login();
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
                null,
                version);
        return new EmbeddedGateway(service, intake, engine, synchronizer, queue);
    }

    /** Does what is due without anybody asking. */
    public void step() {
        synchronizer.step();
        engine.step();
    }

    /** Settles an order in doubt, as a person would; see {@link ExecutionEngine#resolve}. */
    public boolean resolve(OrderJournal.OrderKey key, OrderJournal.State state, String reason) {
        boolean resolved = engine.resolve(key, state, reason);
        step();
        return resolved;
    }

    /** How it keeps up with the exchange, for whoever plays a tape into it. */
    public ExchangeSynchronizer synchronizer() {
        return synchronizer;
    }

    /** An order queue that is emptied by the thread that fills it. */
    private static final class InlineQueue implements ExecutionQueue {

        private final ArrayDeque<QueuedRequest> orders = new ArrayDeque<>();

        @Override
        public boolean offer(QueuedRequest order) {
            return orders.add(order);
        }

        @Override
        public boolean offer(Runnable urgent) {
            urgent.run();
            return true;
        }

        @Override
        public int depth() {
            return orders.size();
        }

        private List<QueuedRequest> drain() {
            List<QueuedRequest> drained = new ArrayList<>(orders);
            orders.clear();
            return drained;
        }
    }

    @Override
    public OrderResponse sendOrder(OrderRequest request) {
        if (submit(request) instanceof OrderResult.Answered answered) {
            return answered.response();
        }
        throw unanswered();
    }

    @Override
    public ChangeResponse changeOrder(ChangeRequest request) {
        if (submit(request) instanceof OrderResult.Changed changed) {
            return changed.response();
        }
        throw unanswered();
    }

    private OrderResult submit(GatewayRequest request) {
        AtomicReference<OrderResult> answer = new AtomicReference<>();
        service.submit(request, "in-process", answer::set);
        engine.execute(queue.drain(), () -> {}, intake::completed);
        synchronizer.step();
        OrderResult result = answer.get();
        if (result == null) {
            throw unanswered();
        }
        if (result instanceof OrderResult.Failed failed) {
            throw failed.asException();
        }
        return result;
    }

    private static DllGatewayException unanswered() {
        return DllGatewayException.of(ErrorCode.INTERNAL_ERROR, OrderSent.UNKNOWN, "The order was not answered.");
    }

    @Override
    public OrderInfo getOrder(String account, String requestId) {
        return service.order(account, requestId);
    }

    @Override
    public OrderPage getOrders(String account, long since, OrderInfo.@Nullable Status status) {
        return service.orders(account, since, status);
    }

    @Override
    public FillPage getFills(String account, long since) {
        return service.fills(account, since);
    }

    @Override
    public AccountInfo getAccount(String account) {
        AtomicReference<AccountInfo> answer = new AtomicReference<>();
        service.account(account, told -> answer.set(told.orElse(null)));
        synchronizer.step();
        return Optional.ofNullable(answer.get())
                .orElseThrow(() -> DllGatewayException.of(
                        ErrorCode.PROCESSING_ERROR,
                        OrderSent.NO,
                        "The exchange does not tell what the account is worth."));
    }

    @Override
    public List<PositionInfo> getPositions(String account) {
        synchronizer.refreshPositions(true);
        return service.positions(account).positions();
    }

    @Override
    public SessionInfo getSession() {
        return service.session();
    }

    @Override
    public GatewayHealth healthCheck() {
        return service.health();
    }
}

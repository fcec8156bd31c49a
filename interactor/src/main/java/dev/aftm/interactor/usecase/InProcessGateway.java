package dev.aftm.interactor.usecase;

import dev.aftm.interactor.gateway.AccountInfo;
import dev.aftm.interactor.gateway.ChangeRequest;
import dev.aftm.interactor.gateway.ChangeResponse;
import dev.aftm.interactor.gateway.DllGatewayException;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.gateway.FillPage;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.GatewayRequest;
import dev.aftm.interactor.gateway.OrderInfo;
import dev.aftm.interactor.gateway.OrderPage;
import dev.aftm.interactor.gateway.OrderRequest;
import dev.aftm.interactor.gateway.OrderResponse;
import dev.aftm.interactor.gateway.OrderSent;
import dev.aftm.interactor.gateway.PositionInfo;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Exchange;
import dev.aftm.interactor.port.GatewayMetrics;
import dev.aftm.interactor.port.KillSwitch;
import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.OrderUpdates;
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
public final class InProcessGateway implements DllGatewayServiceInterface {

    private final GatewayService service;
    private final OrderDesk desk;
    private final ExchangeOwner owner;
    private final ExchangeWatch watch;
    private final InlineQueue queue;

    private InProcessGateway(
            GatewayService service, OrderDesk desk, ExchangeOwner owner, ExchangeWatch watch, InlineQueue queue) {
        this.service = service;
        this.desk = desk;
        this.owner = owner;
        this.watch = watch;
        this.queue = queue;
    }

    /**
     * Puts a gateway together and logs it in.
     *
     * @param fills kept up to date with what the exchange reports
     * @param version what its health tells
     */
    public static InProcessGateway open(
            Clock clock,
            Exchange exchange,
            OrderJournal journal,
            FillBook fills,
            GatewayLimits limits,
            KillSwitch killSwitch,
            String version) {
        OrderBook orders = new OrderBook("in-process", OrderUpdates.NOWHERE);
        OrderJournal followed = new FollowedJournal(journal, orders);
        SnapshotBoard board = new SnapshotBoard(GatewaySnapshot.beforeLogin(clock));
        InlineQueue queue = new InlineQueue();
        OrderDesk desk = new OrderDesk(
                clock, followed, queue, board, exchange.noteLimit(), limits, killSwitch, GatewayMetrics.NONE);
        Recovery recovery = new Recovery(clock, followed, exchange, Duration.ZERO, Duration.ZERO);
        ExchangeWatch watch = new ExchangeWatch(
                clock, exchange, followed, recovery, fills, orders, tick -> {}, WatchOptions.forTape(), board);
        ExchangeOwner owner = new ExchangeOwner(clock, exchange, exchange, followed, watch, killSwitch);
        watch.login();
        GatewayService service = new GatewayService(
                clock,
                desk,
                queue,
                followed,
                orders,
                fills,
                watch,
                board,
                limits,
                new OperationStatistics(),
                null,
                version);
        return new InProcessGateway(service, desk, owner, watch, queue);
    }

    /** Does what is due without anybody asking. */
    public void step() {
        watch.step();
        owner.step();
    }

    /** Settles an order in doubt, as a person would; see {@link ExchangeOwner#resolve}. */
    public boolean resolve(OrderJournal.OrderKey key, OrderJournal.State state, String reason) {
        boolean resolved = owner.resolve(key, state, reason);
        step();
        return resolved;
    }

    /** How it keeps up with the exchange, for whoever plays a tape into it. */
    public ExchangeWatch watch() {
        return watch;
    }

    /** An order queue that is emptied by the thread that fills it. */
    private static final class InlineQueue implements OrderQueue {

        private final ArrayDeque<PendingOrder> orders = new ArrayDeque<>();

        @Override
        public boolean offer(PendingOrder order) {
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

        private List<PendingOrder> drain() {
            List<PendingOrder> drained = new ArrayList<>(orders);
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
        owner.execute(queue.drain(), () -> {}, desk::completed);
        watch.step();
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
        watch.step();
        return Optional.ofNullable(answer.get())
                .orElseThrow(() -> DllGatewayException.of(
                        ErrorCode.PROCESSING_ERROR,
                        OrderSent.NO,
                        "The exchange does not tell what the account is worth."));
    }

    @Override
    public List<PositionInfo> getPositions(String account) {
        watch.refreshPositions(true);
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

package dev.aftm.interactor.backtest;

import dev.aftm.domain.order.OrderEvent;
import dev.aftm.domain.order.OrderStatus;
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
import dev.aftm.interactor.intake.OrderIntake;
import dev.aftm.interactor.port.store.OrderKey;
import dev.aftm.interactor.queue.OrderResult;
import dev.aftm.interactor.session.ExchangeSynchronizer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The whole gateway on the caller's thread, which does the work of the gateway loop and the execution thread in turn. For
 * backtests and tests, which do not share the exchange. Used by one thread.
 */
public final class EmbeddedGateway implements DllGatewayServiceInterface {

    private final GatewayService service;
    private final OrderIntake intake;
    private final ExecutionEngine engine;
    private final ExchangeSynchronizer synchronizer;
    private final InlineExecutionQueue queue;

    /** Creates a gateway that is not logged in; call {@link #login}. */
    public EmbeddedGateway(
            GatewayService service,
            OrderIntake intake,
            ExecutionEngine engine,
            ExchangeSynchronizer synchronizer,
            InlineExecutionQueue queue) {
        this.service = service;
        this.intake = intake;
        this.engine = engine;
        this.synchronizer = synchronizer;
        this.queue = queue;
    }

    /** Logs in to the exchange. */
    public void login() {
        synchronizer.login();
    }

    /** Does the work that is due without a request. */
    public void step() {
        synchronizer.step();
        engine.step();
    }

    /** Resolves an order in an unknown state, as an operator would; see {@link ExecutionEngine#resolve}. */
    public boolean resolve(OrderKey key, OrderEvent.Resolved resolution) {
        boolean resolved = engine.resolve(key, resolution);
        step();
        return resolved;
    }

    /** The exchange synchronizer, for a backtest. */
    public ExchangeSynchronizer synchronizer() {
        return synchronizer;
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
        AtomicReference<OrderInfo> found = new AtomicReference<>();
        service.recorded(account, requestId, order -> found.set(order.get().order()));
        return Optional.ofNullable(found.get()).orElseThrow(EmbeddedGateway::unanswered);
    }

    @Override
    public OrderPage getOrders(String account, long since, @Nullable OrderStatus status) {
        return service.orders(account, since, status);
    }

    @Override
    public FillPage getFills(String account, long since) {
        return service.fills(account, since);
    }

    @Override
    public AccountInfo getAccount(String account) {
        AtomicReference<AccountInfo> answer = new AtomicReference<>();
        service.account(account, info -> answer.set(info.orElse(null)));
        synchronizer.step();
        return Optional.ofNullable(answer.get())
                .orElseThrow(() -> DllGatewayException.of(
                        ErrorCode.PROCESSING_ERROR,
                        OrderSent.NO,
                        "The exchange did not return the account's balance and margin."));
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

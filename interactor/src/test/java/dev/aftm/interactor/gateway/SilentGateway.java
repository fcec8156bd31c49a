package dev.aftm.interactor.gateway;

import dev.aftm.domain.order.OrderStatus;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.ChangeResponse;
import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.OrderResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gateway whose every method throws; a test overrides the methods that it needs. */
public abstract class SilentGateway implements DllGatewayServiceInterface {

    private static IllegalStateException unexpected() {
        return new IllegalStateException("This test does not expect this request.");
    }

    @Override
    public OrderResponse sendOrder(OrderRequest request) {
        throw unexpected();
    }

    @Override
    public ChangeResponse changeOrder(ChangeRequest request) {
        throw unexpected();
    }

    @Override
    public OrderInfo getOrder(String account, String requestId) {
        throw unexpected();
    }

    @Override
    public OrderPage getOrders(String account, long since, @Nullable OrderStatus status) {
        throw unexpected();
    }

    @Override
    public FillPage getFills(String account, long since) {
        throw unexpected();
    }

    @Override
    public SessionInfo getSession() {
        throw unexpected();
    }

    @Override
    public AccountInfo getAccount(String account) {
        throw unexpected();
    }

    @Override
    public List<PositionInfo> getPositions(String account) {
        throw unexpected();
    }

    @Override
    public GatewayHealth healthCheck() {
        throw unexpected();
    }
}

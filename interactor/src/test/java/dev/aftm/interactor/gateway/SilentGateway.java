package dev.aftm.interactor.gateway;

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

/** A gateway that is not to be asked; what a test is about is written by who extends it. */
public abstract class SilentGateway implements DllGatewayServiceInterface {

    private static IllegalStateException notAsked() {
        return new IllegalStateException("Nobody has any business to ask this here.");
    }

    @Override
    public OrderResponse sendOrder(OrderRequest request) {
        throw notAsked();
    }

    @Override
    public ChangeResponse changeOrder(ChangeRequest request) {
        throw notAsked();
    }

    @Override
    public OrderInfo getOrder(String account, String requestId) {
        throw notAsked();
    }

    @Override
    public OrderPage getOrders(String account, long since, OrderInfo.@Nullable Status status) {
        throw notAsked();
    }

    @Override
    public FillPage getFills(String account, long since) {
        throw notAsked();
    }

    @Override
    public SessionInfo getSession() {
        throw notAsked();
    }

    @Override
    public AccountInfo getAccount(String account) {
        throw notAsked();
    }

    @Override
    public List<PositionInfo> getPositions(String account) {
        throw notAsked();
    }

    @Override
    public GatewayHealth healthCheck() {
        throw notAsked();
    }
}

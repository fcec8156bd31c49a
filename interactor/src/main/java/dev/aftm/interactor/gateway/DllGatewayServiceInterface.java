package dev.aftm.interactor.gateway;

import dev.aftm.domain.order.OrderStatus;
import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.GatewayConnectionException;
import dev.aftm.interactor.gateway.error.GatewayTimeoutException;
import dev.aftm.interactor.gateway.error.GatewayUnavailableException;
import dev.aftm.interactor.gateway.error.InvalidOrderException;
import dev.aftm.interactor.gateway.error.OrderDeniedException;
import dev.aftm.interactor.gateway.error.OrderStateUnknownException;
import dev.aftm.interactor.gateway.order.ChangeRequest;
import dev.aftm.interactor.gateway.order.ChangeResponse;
import dev.aftm.interactor.gateway.order.FillPage;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.gateway.order.OrderRequest;
import dev.aftm.interactor.gateway.order.OrderResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's operations, for callers in the gateway's own process and for remote clients.
 *
 * <p>Each implementation states whether it is safe for several threads. Every call takes a bounded time and ends with an
 * answer or a {@link DllGatewayException}.
 */
public interface DllGatewayServiceInterface {

    /**
     * Sends an order to the exchange, once per request id. A second call with the same id and order returns the outcome of
     * the first.
     *
     * @return the exchange's answer, accepted or rejected
     * @throws InvalidOrderException the request is invalid, or its id belongs to another order; do not repeat it
     * @throws OrderDeniedException nothing was sent: too late, or denied by a limit
     * @throws GatewayUnavailableException nothing was sent; repeat with the same id
     * @throws GatewayConnectionException the gateway cannot be reached; nothing was sent
     * @throws OrderStateUnknownException the order may have been sent; repeat with the same id, never with a new one
     * @throws GatewayTimeoutException no answer; the order may have been sent; repeat with the same id
     */
    OrderResponse sendOrder(OrderRequest request);

    /**
     * Returns the open positions of an account. An empty list means that there are none.
     *
     * @throws DllGatewayException the positions could not be read
     */
    List<PositionInfo> getPositions(String account);

    /**
     * Cancels an order, or changes its price or working quantity, once per request id. The order's status, which follows,
     * says whether it had an effect.
     *
     * @throws InvalidOrderException the request is invalid, or its id belongs to another request; do not repeat it
     * @throws OrderDeniedException nothing was sent: too late, or denied by a limit
     * @throws GatewayUnavailableException nothing was sent; repeat with the same id
     * @throws GatewayConnectionException the gateway cannot be reached; nothing was sent
     * @throws OrderStateUnknownException the request may have been sent; check the order's status
     * @throws GatewayTimeoutException no answer; the request may have been sent; repeat with the same id
     * @throws DllGatewayException there is no such order
     */
    ChangeResponse changeOrder(ChangeRequest request);

    /**
     * Returns an order and its status, however long ago it was sent.
     *
     * @throws DllGatewayException there is no such order, or the request failed
     */
    OrderInfo getOrder(String account, String requestId);

    /**
     * Returns a page of an account's orders: those of the trading day, and earlier ones in an unknown state. If there are
     * more, call again with the page's {@code sequence}.
     *
     * @param since the number of the last change that the caller knows; 0 for all
     * @param status returns only orders with this status; null for all
     * @throws DllGatewayException the request failed
     */
    OrderPage getOrders(String account, long since, @Nullable OrderStatus status);

    /**
     * Returns a page of an account's fills, in the order in which the gateway received them. If there are more, call again
     * with the page's {@code sequence}.
     *
     * @param since the number of the last fill that the caller knows; 0 for all
     * @throws DllGatewayException the request failed
     */
    FillPage getFills(String account, long since);

    /**
     * Queries balance and margin of an account at the exchange.
     *
     * @throws DllGatewayException the exchange did not answer, or the request failed
     */
    AccountInfo getAccount(String account);

    /**
     * Returns the state of the session with the exchange, and the selected account and instrument.
     *
     * @throws DllGatewayException the request failed
     */
    SessionInfo getSession();

    /**
     * Returns the gateway's health.
     *
     * @throws DllGatewayException the request failed
     */
    GatewayHealth healthCheck();
}

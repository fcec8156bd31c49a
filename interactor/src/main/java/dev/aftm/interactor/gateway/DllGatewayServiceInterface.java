package dev.aftm.interactor.gateway;

import dev.aftm.interactor.gateway.account.AccountInfo;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.GatewayConnectionException;
import dev.aftm.interactor.gateway.error.GatewayTimeoutException;
import dev.aftm.interactor.gateway.error.GatewayUnavailableException;
import dev.aftm.interactor.gateway.error.InvalidOrderException;
import dev.aftm.interactor.gateway.error.OrderRejectedException;
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
 * The gateway's operations, whether the caller stands in the gateway's own process or at the other end of a socket.
 *
 * <p>Implementations say whether they may be called from several threads. Every call has a bound on its time and ends
 * with an answer or a {@link DllGatewayException}.
 */
public interface DllGatewayServiceInterface {

    /**
     * Sends an order to the exchange, once for each request id: a second call with the same id and order returns the
     * first's outcome.
     *
     * @return the exchange's answer, accepted or refused
     * @throws InvalidOrderException the request is wrong, or its id names another order; do not repeat it
     * @throws OrderRejectedException nothing was sent: too late, or against a limit
     * @throws GatewayUnavailableException nothing was sent; repeat with the same id
     * @throws GatewayConnectionException there is no gateway; nothing was sent
     * @throws OrderStateUnknownException it may have been sent; repeat with the same id, never with a new one
     * @throws GatewayTimeoutException no answer; it may have been sent; repeat with the same id
     */
    OrderResponse sendOrder(OrderRequest request);

    /**
     * The open positions of an account. An empty list means that there are none, never that they could not be read.
     *
     * @throws DllGatewayException they could not be read
     */
    List<PositionInfo> getPositions(String account);

    /**
     * Cancels an order, or changes its price or how much of it works; once for each request id. Whether it had an effect
     * is told by the order's state, which follows.
     *
     * @throws InvalidOrderException the request is wrong, or its id names another one; do not repeat it
     * @throws OrderRejectedException nothing was sent: too late
     * @throws GatewayUnavailableException nothing was sent; repeat with the same id
     * @throws GatewayConnectionException there is no gateway; nothing was sent
     * @throws OrderStateUnknownException it may have been sent; look at the order's state
     * @throws GatewayTimeoutException no answer; repeat with the same id
     * @throws DllGatewayException there is no such order
     */
    ChangeResponse changeOrder(ChangeRequest request);

    /**
     * An order and how far it is, however long ago it was sent.
     *
     * @throws DllGatewayException there is no such order, or it could not be asked for
     */
    OrderInfo getOrder(String account, String requestId);

    /**
     * An account's orders of the trading day, and those of earlier days of which nobody knows what became, as far as they
     * fit: where there are more, ask again since the page's last number.
     *
     * @param since the number of the last change that is known; 0 for all
     * @param status only those that are so far; null for all
     * @throws DllGatewayException they could not be asked for
     */
    OrderPage getOrders(String account, long since, OrderInfo.@Nullable Status status);

    /**
     * An account's fills, in the order in which they became known to the gateway, as far as they fit.
     *
     * @param since the number of the last fill that is known; 0 for all
     * @throws DllGatewayException they could not be asked for
     */
    FillPage getFills(String account, long since);

    /**
     * What an account is worth, as the exchange says now.
     *
     * @throws DllGatewayException the exchange does not tell
     */
    AccountInfo getAccount(String account);

    /**
     * The session with the exchange: whether there is one, and for which account and instrument.
     *
     * @throws DllGatewayException it could not be asked for
     */
    SessionInfo getSession();

    /**
     * How the gateway is.
     *
     * @throws DllGatewayException it could not be asked
     */
    GatewayHealth healthCheck();
}

package dev.aftm.interactor.gateway;

import java.util.List;

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
     * @throws OrderRefusedException nothing was sent: too late, or against a limit
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
     * How the gateway is.
     *
     * @throws DllGatewayException it could not be asked
     */
    GatewayHealth healthCheck();
}
